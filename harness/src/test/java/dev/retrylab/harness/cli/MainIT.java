package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.run.Build;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, as people start it. */
@Timeout(60)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MainIT {
  private static final Path JAR = Path.of("target/retry-lab.jar").toAbsolutePath();
  private static final ObjectMapper ONE_DOCUMENT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir private Path folder;

  /** Starts the program in an empty folder of its own. */
  private Process start(String... arguments) throws IOException {
    assertThat(Files.isRegularFile(JAR))
        .as("The harness's jar is missing. Build it first: mvn -q -DskipTests package")
        .isTrue();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(said("out"))
            .redirectError(said("err"));
    // As on a machine that knows no account.
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("AWS_CONFIG_FILE", folder.resolve("none").toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    return builder.start();
  }

  private File said(String channel) {
    return folder.resolve(channel + ".txt").toFile();
  }

  private String text(String channel) throws IOException {
    return Files.readString(said(channel).toPath(), UTF_8);
  }

  @Test
  @Timeout(60)
  void a_run_prints_one_json_document_keeps_it_with_the_evidence_and_ends() throws Exception {
    Duration afterLastWord =
        timeAfterLastWord("run", "--json", "--junit-xml=out/junit.xml", "--markdown=out/report.md");
    assertThat(folder.resolve("out/junit.xml"))
        .content()
        .contains("testcase", "article.documented");
    assertThat(folder.resolve("out/report.md")).content().contains("**MATCH** on target local.");
    assertThat(text("err"))
        .isEqualTo(
            "Target: local (embedded engine, virtual clock): no cdk-outputs.json here."
                + " Functions: processes, few run at a time, and none for long.\n");
    JsonNode document = ONE_DOCUMENT.readTree(text("out"));
    assertShape(document);
    Path run = folder.resolve("runs").resolve("latest");
    assertThat(ONE_DOCUMENT.readTree(run.resolve("results.json").toFile())).isEqualTo(document);
    try (Stream<Path> files = Files.list(run.toRealPath())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("run.json", "sent.ndjson", "raw-logs.ndjson", "history.ndjson", "results.json")
          .contains("report.html")
          .noneMatch(name -> name.endsWith(".part"));
    }
    assertThat(program(ONE_DOCUMENT.readTree(run.resolve("run.json").toFile())))
        .isEqualTo(builtFrom());
    assertThat(folder.resolve("runs/index.html"))
        .content()
        .contains("article/" + run.toRealPath().getFileName() + "/report.html", "<b>MATCH</b>");
    assertEndsSoon(afterLastWord);
  }

  private static Build program(JsonNode record) {
    return new Build(
        record.path("version").asText(),
        Optional.ofNullable(record.get("commit")).map(JsonNode::asText));
  }

  /** As the jar says it. */
  private static Build builtFrom() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes said = jar.getManifest().getMainAttributes();
      return new Build(
          said.getValue("Implementation-Version"),
          Optional.ofNullable(said.getValue("Implementation-Commit")));
    }
  }

  private static void assertShape(JsonNode document) {
    assertThat(
            List.of("schema", "scenario", "target", "clock", "verdict").stream()
                .map(field -> document.path(field).asText()))
        .containsExactly("1", "article", "local", "virtual", "MATCH");
    JsonNode message = document.at("/messages/1");
    assertThat(
            List.of("key", "userId", "receives", "functionErrors", "fate", "dlqReceiveCount")
                .stream()
                .map(field -> message.path(field).asText()))
        .containsExactly("m2", "2", "2", "2", "dead-lettered", "3");
    assertThat(message.path("messageId").asText()).isNotBlank();
    assertThat(message.path("events").findValuesAsText("type"))
        .containsExactly(
            "sent", "received", "failed", "received", "failed", "dead-lettered", "dlq-received");
    assertThat(message.path("events").get(1).fieldNames())
        .toIterable()
        .contains("type", "offsetSeconds", "receiveCount", "requestId");
    assertThat(message.path("predictions").findValuesAsText("hypothesis"))
        .containsExactly("documented", "async-retries-apply");
    assertThat(message.path("predictions").findValuesAsText("verdict"))
        .containsExactly("MATCH", "DIVERGED");
    assertThat(document.path("findings").isArray()).isTrue();
  }

  /** Once in three times: on a busy machine the end of a process may take its time. */
  private void assertEndsSoon(Duration afterLastWord) {
    assertThat(
            Stream.concat(
                    Stream.of(afterLastWord),
                    Stream.generate(() -> timeAfterLastWord("run", "--plain")).limit(2))
                .anyMatch(time -> time.compareTo(Duration.ofMillis(900)) < 0))
        .as("the process ended within 0.9 s of its last word")
        .isTrue();
  }

  /** Starts the program, and gives how long after its last word it ended, with code 0. */
  private Duration timeAfterLastWord(String... arguments) {
    try {
      Process process = start(arguments);
      long lastWord = System.nanoTime();
      for (long said = 0; !process.waitFor(10, TimeUnit.MILLISECONDS); ) {
        if (said("out").length() != said) {
          said = said("out").length();
          lastWord = System.nanoTime();
        }
      }
      assertThat(process.exitValue()).as(text("err")).isZero();
      return Duration.ofNanos(System.nanoTime() - lastWord);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void killing_the_program_leaves_no_process_behind() throws Exception {
    Process process = start("run", "--real-time");
    assertThat(within(Duration.ofSeconds(30), () -> lifeLines(process.descendants()) >= 2))
        .as("the functions run: " + text("out") + text("err"))
        .isTrue();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    assertThat(within(Duration.ofSeconds(2), () -> lifeLines(children.stream()) == 0))
        .as("all functions have ended within 2 s")
        .isTrue();
  }

  @Test
  void a_signal_ends_a_run_with_a_word_on_what_there_is() throws Exception {
    Process process = start("run", "--real-time", "--functions=simulated");
    assertThat(within(Duration.ofSeconds(30), () -> exists("runs/latest/watch.json"))).isTrue();
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(text("out"))
        .contains("Interrupted. What was seen so far is in runs/article/")
        .contains("Judge what there is: retry-lab judge runs/article/");
    Process judge = start("judge", "latest");
    assertThat(judge.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(judge.exitValue()).as(text("err")).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void a_signal_ends_several_runs_with_a_word_on_each() throws Exception {
    Process process =
        start(
            "run",
            "article",
            "standard",
            "--target=local",
            "--functions=simulated",
            "--real-time",
            "--parallel=2");
    assertThat(within(Duration.ofSeconds(40), () -> watched("article") && watched("standard")))
        .as(text("err"))
        .isTrue();
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(text("out"))
        .contains("Judge what there is: retry-lab judge runs/article/")
        .contains("Judge what there is: retry-lab judge runs/standard/")
        .doesNotContain("failed");
    assertThat(text("err")).isEmpty();
  }

  private boolean watched(String scenario) {
    try (Stream<Path> files = Files.walk(folder.resolve("runs").resolve(scenario))) {
      return files.anyMatch(file -> file.endsWith("watch.json"));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean exists(String file) {
    return Files.exists(folder.resolve(file));
  }

  @Test
  void without_credentials_or_a_region_the_doctor_says_what_to_give() throws Exception {
    Process process = start("doctor", "--region=eu-central-1");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
    assertThat(text("out"))
        .contains("Problem: There are no AWS credentials. Give --profile, or set AWS_PROFILE,");
    process = start("doctor");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
    assertThat(text("err"))
        .isEqualTo(
            "No AWS region is set. Give --region, or set AWS_REGION or a region in the profile.\n");
  }

  /** A process that has ended has no command line, also where nobody has collected it yet. */
  private static long lifeLines(Stream<ProcessHandle> processes) {
    return processes
        .filter(process -> process.info().commandLine().orElse("").contains("RuntimeBootstrap"))
        .count();
  }

  private static boolean within(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return true;
  }
}
