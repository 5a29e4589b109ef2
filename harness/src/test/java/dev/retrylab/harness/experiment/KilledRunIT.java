package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.deployment.aws.PolicyDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of a run with 200 messages against {@code serve}, and goes on with it.
 *
 * <p>{@code -Dretrylab.kills=50} sets how many times, {@code -Dretrylab.killSeed=N} repeats the
 * moments of an earlier test.
 */
class KilledRunIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path JAR =
      Path.of(System.getProperty("retrylab.jar", ROOT + "/harness/target/retry-lab.jar"));
  private static final int KILLS = Integer.getInteger("retrylab.kills", 0);
  private static final long SEED = Long.getLong("retrylab.killSeed", System.nanoTime());
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(14);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** 200 messages in five waves and 40 groups; one in ten fails its two runs, one is forwarded. */
  private static final String SCENARIO =
      """
      name: killed
      queue: { type: fifo, visibilityTimeout: 5s, maxReceiveCount: 2 }
      function: { timeout: 5s, retryAttempts: 1 }
      messages:
      %s
      hypotheses: [documented]
      """;

  @TempDir private Path folder;
  private Process server;
  private URI endpoint;

  @BeforeEach
  void serve() throws IOException {
    String skipped =
        "KilledRunIT is skipped: a kill takes over a minute; -Dretrylab.kills=3 runs 3.";
    if (KILLS == 0) {
      System.out.println(skipped);
    }
    assumeTrue(KILLS > 0, skipped);
    Files.writeString(folder.resolve("killed.yaml"), SCENARIO.formatted(messages()));
    Path lambda = Files.createDirectories(folder.resolve("lambda/target"));
    Files.copy(
        ROOT.resolve("lambda/target/retry-lab-lambda.jar"), lambda.resolve("retry-lab-lambda.jar"));
    server = start("serve", "killed.yaml", "--port", "0");
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    String first = out.readLine();
    assertThat(first).startsWith("Serving scenario killed at ");
    endpoint = URI.create(first.substring(first.lastIndexOf(' ') + 1));
  }

  private static String messages() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 1; i <= 200; i++) {
      String behaviour = i % 10 == 0 ? "throw" : i % 10 == 5 ? "forward" : "succeed";
      yaml.append(
          "  - { key: m%d, userId: \"3\", group: g%d, sendAfter: %ds, behaviour: %s }%n"
              .formatted(i, i % 40, (i - 1) / 40, behaviour));
    }
    return yaml.toString();
  }

  @AfterEach
  void endServer() throws InterruptedException {
    if (server == null) {
      return;
    }
    server.destroy();
    if (!server.waitFor(20, TimeUnit.SECONDS)) {
      server.destroyForcibly();
    }
  }

  @Test
  @DisplayName("A run that was killed and collected ends like one that was not")
  void collected() throws Exception {
    Map<String, List<Object>> whole = result(run(), "run without a kill");
    assertThat(whole).hasSize(200);
    assertThat(calledBy(latest())).isSubsetOf(PolicyDocument.permissions());
    Random random = new Random(SEED);
    for (int i = 1; i <= KILLS; i++) {
      long life = 300L + random.nextInt((int) LONGEST_LIFE.toMillis());
      String what = "kill %d of %d after %d ms, seed %d".formatted(i, KILLS, life, SEED);
      Process victim = start(runArguments());
      boolean ended = victim.waitFor(life, TimeUnit.MILLISECONDS);
      victim.destroyForcibly().waitFor();
      if (!begun(i + 1)) { // killed before the run had a directory: nothing was sent
        run();
      }
      Process collect = start("collect", "latest");
      assertThat(drained(collect)).as(what).isZero();
      assertThat(drained(start("judge", "latest"))).as(what).isZero();
      assertThat(result(latest(), what)).as(what).isEqualTo(whole);
      System.out.printf("%s%s: the same result%n", what, ended ? " (had ended)" : "");
    }
  }

  private boolean begun(int runs) throws IOException {
    return runs() >= runs;
  }

  private long runs() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("runs/killed"))) {
      return all.filter(run -> Files.exists(run.resolve("run.json"))).count();
    }
  }

  private Path run() throws Exception {
    assertThat(drained(start(runArguments()))).isZero();
    return latest();
  }

  private String[] runArguments() {
    return new String[] {
      "run", "killed.yaml", "--target", "aws", "--endpoint-url", endpoint.toString()
    };
  }

  private Path latest() throws IOException {
    return folder.resolve("runs/latest").toRealPath();
  }

  /** What became of each message: everything but times and ids. */
  private static Map<String, List<Object>> result(Path run, String what) throws IOException {
    JsonNode results = JSON.readTree(run.resolve("results.json").toFile());
    assertThat(results.path("verdict").asText()).as(what).isEqualTo("MATCH");
    Map<String, List<Object>> messages = new TreeMap<>();
    for (JsonNode message : results.path("messages")) {
      List<Object> facts =
          new ArrayList<>(
              List.of(
                  message.path("receives").asInt(),
                  message.path("functionErrors").asInt(),
                  message.path("fate").asText(),
                  message.path("dlqCopies").asInt()));
      // In the order of the words: two functions' lines of one moment may change places.
      StreamSupport.stream(message.path("events").spliterator(), false)
          .map(event -> event.path("type").asText())
          .sorted()
          .forEach(facts::add);
      messages.put(message.path("key").asText(), facts);
    }
    return messages;
  }

  private static List<String> calledBy(Path run) throws IOException {
    List<String> permissions = new ArrayList<>();
    JSON.readTree(run.resolve("results.json").toFile())
        .path("calls")
        .fieldNames()
        .forEachRemaining(call -> permissions.add(PolicyDocument.permission(call)));
    assertThat(permissions).contains("logs:FilterLogEvents", "sqs:SendMessage");
    return permissions;
  }

  private Process start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    builder.environment().put("AWS_REGION", "us-east-1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int drained(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      System.out.println(output);
    }
    return exitCode;
  }
}
