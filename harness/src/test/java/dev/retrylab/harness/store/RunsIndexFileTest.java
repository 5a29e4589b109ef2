package dev.retrylab.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the page over all runs, and what it says of each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunsIndexFileTest {
  @TempDir private Path root;

  private RunDirectory finish(String scenario, int second) {
    RunDirectory run =
        RunDirectory.create(
            root, scenario, Instant.parse("2026-11-21T21:24:00Z").plusSeconds(second));
    run.write(
        RunFile.RUN,
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", 1)
            .put("scenario", scenario)
            .put("title", "A title")
            .put("target", "local")
            .put("clock", "virtual")
            .put("start", "2026-11-21T21:24:00Z"));
    run.write(
        RunFile.RESULTS,
        JsonNodeFactory.instance
            .objectNode()
            .put("scenario", scenario)
            .put("verdict", "MATCH")
            .put("torn", "what follows is not read"));
    return run;
  }

  @Test
  void knows_scenario_target_clock_and_verdict_of_a_run() {
    RunDirectory run = finish("article", 4);
    assertThat(RunSummary.of(run))
        .isEqualTo(
            new RunSummary(
                run.path(),
                "article",
                "A title",
                "local",
                "virtual",
                "2026-11-21T21:24:00Z",
                Optional.of("MATCH"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void a_run_without_results_has_no_verdict() throws IOException {
    RunDirectory run = finish("article", 4);
    Files.delete(run.file(RunFile.RESULTS));
    assertThat(RunSummary.of(run).verdict()).isEmpty();
  }

  @Test
  void the_newest_comes_first() throws IOException {
    finish("b", 1);
    finish("a", 2);
    finish("b", 3);
    new RunsIndexFile(root).write(RunsIndexFileTest::names);
    assertThat(root.resolve("index.html"))
        .hasContent("b/20261121T212403.000Z a/20261121T212402.000Z b/20261121T212401.000Z");
  }

  private static String names(List<RunSummary> runs) {
    return String.join(
        " ", runs.stream().map(run -> run.scenario() + "/" + run.folder().getFileName()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{ torn", "{\"scenario\":\"b\",\"title\":\"cut", "no JSON", "[]", "{}"})
  void a_run_whose_record_is_damaged_is_named_after_its_folders_with_what_is_wrong(String damage)
      throws IOException {
    finish("a", 1);
    RunDirectory damaged = finish("b", 2);
    Files.writeString(damaged.file(RunFile.RUN), damage);
    new RunsIndexFile(root).write(RunsIndexFileTest::names);
    assertThat(root.resolve("index.html"))
        .hasContent("b/20261121T212402.000Z a/20261121T212401.000Z");
    assertThat(RunSummary.of(damaged).problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem).contains(damaged.file(RunFile.RUN).toString()).endsWith("."));
    assertThat(RunSummary.of(damaged).problem().orElseThrow().lines()).hasSize(1);
  }

  @Test
  void a_run_whose_record_was_cut_off_behind_what_a_list_shows_is_damaged_too() throws IOException {
    RunDirectory run = finish("b", 2);
    String record = Files.readString(run.file(RunFile.RUN)).strip();
    Files.writeString(run.file(RunFile.RUN), record.substring(0, record.length() - 1));
    assertThat(RunSummary.of(run).problem()).isPresent();
  }

  @Test
  void of_a_run_whose_results_are_damaged_the_rest_is_known() throws IOException {
    RunDirectory run = finish("b", 2);
    Files.writeString(run.file(RunFile.RESULTS), "{ torn");
    RunSummary summary = RunSummary.of(run);
    assertThat(summary.title()).isEqualTo("A title");
    assertThat(summary.verdict()).isEmpty();
    assertThat(summary.problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .startsWith("Cannot read " + run.file(RunFile.RESULTS) + ": Unexpected "));
  }

  @Test
  void of_runs_that_end_together_none_is_lost() throws Exception {
    ExecutorService together = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> runs =
          IntStream.range(0, 24)
              .mapToObj(
                  i ->
                      (Callable<Void>)
                          () -> {
                            finish("run" + i, i);
                            new RunsIndexFile(root).write(RunsIndexFileTest::names);
                            return null;
                          })
              .toList();
      for (Future<Void> ended : together.invokeAll(runs)) {
        ended.get();
      }
    } finally {
      together.shutdown();
    }
    assertThat(Files.readString(root.resolve("index.html")).split(" ")).hasSize(24);
    try (var files = Files.list(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("index"))
          .containsExactly("index.html");
    }
  }
}
