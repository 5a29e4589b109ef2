package dev.retrylab.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.run.HarnessLog;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is given as a name leads out of the folder of all runs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PathsTest {
  private static final Path STORED = Path.of("src/test/resources/stored/article");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path run;
  private String runs;

  @BeforeEach
  void store() throws IOException {
    run = Files.createDirectories(folder.resolve("runs/article/20261122T000000.000Z"));
    runs = "--runs=" + folder.resolve("runs");
    for (Path file : list(STORED)) {
      Files.copy(file, run.resolve(file.getFileName()));
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "/tmp/x", "..", "a/b", "a\u0000b", "%2e%2e", "C:\\x", "~"})
  void a_scenario_has_no_path_for_a_name(String name) throws IOException {
    Path file = folder.resolve("given.yaml");
    ObjectNode scenario = JSON.createObjectNode().put("name", name);
    scenario.putArray("messages").addObject().put("key", "m1").put("userId", "1");
    JSON.writeValue(file.toFile(), scenario);
    assertRefused(Said.by("run", file.toString(), "--target=local", runs));
    assertRefused(Said.by("run", "--set=name=" + name, "--target=local", runs));
    assertThat(list(folder).stream().map(one -> one.getFileName().toString()))
        .containsExactly("given.yaml", "runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../..", "..", ".", "/", "/etc", "a\u0000b", "latest/../..", "-0", ""})
  void a_run_that_is_none_is_refused_and_nothing_is_written_there(String reference) {
    for (String command : List.of("judge", "report", "collect")) {
      assertRefused(Said.by(command, reference, runs));
    }
  }

  @Test
  void a_run_whose_record_names_another_place_stays_where_it_is() throws IOException {
    ObjectNode record = (ObjectNode) JSON.readTree(run.resolve("run.json").toFile());
    JSON.writeValue(run.resolve("run.json").toFile(), record.put("scenario", "../../../x"));
    assertRefused(Said.by("judge", run.toString(), runs));
    JSON.writeValue(
        run.resolve("run.json").toFile(),
        record.put("scenario", "other").put("runId", "../../y").put("title", "<script>&\"'"));
    assertThat(Said.by("judge", run.toString(), runs).exitCode()).isLessThanOrEqualTo(2);
    assertThat(list(folder)).containsExactly(folder.resolve("runs"));
    assertThat(list(folder.resolve("runs/article"))).containsExactly(run);
    assertThat(folder.resolve("runs/index.html"))
        .content()
        .contains("href=\"article/20261122T000000.000Z/report.html\"")
        .doesNotContain("<script>");
  }

  @Test
  void links_in_a_run_that_somebody_gave_us_are_not_written_through() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    for (RunFile file : List.of(RunFile.RESULTS, RunFile.REPORT)) {
      Files.createSymbolicLink(run.resolve(file.fileName()), precious);
      Files.createSymbolicLink(run.resolve(file.fileName() + ".part"), precious);
    }
    Files.createSymbolicLink(folder.resolve("runs/index.html"), precious);
    Files.createSymbolicLink(folder.resolve("runs/index.html.part"), precious);
    assertThat(Said.by("judge", run.toString(), runs).exitCode()).isZero();
    assertThat(precious).content().isEqualTo("mine");
    assertThat(run.resolve("report.html"))
        .isRegularFile()
        .matches(page -> !Files.isSymbolicLink(page), "no link");
    Files.delete(run.resolve("sent.ndjson"));
    Files.createSymbolicLink(run.resolve("sent.ndjson"), precious);
    RunDirectory directory = RunDirectory.open(run);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> directory.append(RunFile.SENT, JSON.createObjectNode()))
        .hasMessageContaining("Cannot write the run directory");
    assertThat(precious).content().isEqualTo("mine");
  }

  @Test
  void the_harness_log_lies_in_the_run_whatever_the_folder_is_called() throws IOException {
    Path odd = folder.resolve("%h %t %u %g 100%");
    RunDirectory directory = RunDirectory.create(odd, "article", Instant.EPOCH);
    try (HarnessLog log = HarnessLog.open(directory)) {
      Logger.getLogger("any").severe("a line of the log");
    }
    assertThat(directory.file(RunFile.LOG)).content().contains("a line of the log");
  }

  @Test
  void a_file_of_one_endless_line_is_refused_and_does_not_fill_the_memory() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(run.resolve("sent.ndjson").toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    Said said = Said.by("judge", run.toString(), runs);
    assertRefused(said);
    assertThat(said.err()).contains("sent.ndjson: a line is longer than 16777216 characters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:hunter2@127.0.0.1:1",
        "http://hunter2@127.0.0.1:1/",
        "http://127.0.0.1:1/?token=hunter2",
        "http://127.0.0.1:1/#hunter2",
        "user:hunter2@host"
      })
  void an_endpoint_with_a_password_in_it_is_neither_used_nor_repeated(String url)
      throws IOException {
    Said said = Said.by("run", "--target=aws", "--endpoint-url=" + url, runs);
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.out() + said.err()).contains("--endpoint-url", "bare URL");
    assertThat(said.out() + said.err()).doesNotContain("hunter2");
    assertThat(list(folder.resolve("runs"))).containsExactly(run.getParent());
  }

  private static void assertRefused(Said said) {
    assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).isNotBlank().doesNotContain("Exception", "\tat ");
  }
}
