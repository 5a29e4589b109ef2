package dev.retrylab.harness.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.report.terminal.TerminalReport;
import dev.retrylab.harness.report.terminal.TerminalStyle;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every engine is held to: each case ends as AWS documents, except where the engine is
 * declared to differ, and it differs wherever it is declared to. Scoreboard and evidence stay in
 * target/fidelity.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RetryContract {
  private static final Path KEPT = Path.of("target/fidelity");

  private final Map<ContractCase, Future<CaseResult>> runs = new EnumMap<>(ContractCase.class);
  private ExecutorService executor;

  /** Which engine this is: its declared differences are expected. */
  abstract Engine engine();

  /** A target with the case deployed in it, and what else is to be closed after its run. */
  abstract Opened open(ContractCase contractCase, Scenario scenario);

  /** The scenario of a case. */
  Scenario scenario(ContractCase contractCase) {
    return contractCase.scenario();
  }

  /** How many cases run side by side: one, where they are deployed under the same names. */
  int atOnce() {
    return 1;
  }

  /** Which cases can run. */
  List<ContractCase> cases() {
    return List.of(ContractCase.values());
  }

  /**
   * An open target.
   *
   * @param beneath what it runs on, closed after it
   */
  record Opened(Target target, AutoCloseable beneath) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      try (AutoCloseable last = beneath) {
        target.close();
      }
    }
  }

  /** Before the first case: begins what all cases share, or skips them. */
  void prepare() {}

  /** After the last case, also where preparing failed. */
  void tidy() {}

  @BeforeAll
  final void start() {
    prepare();
    executor = Executors.newFixedThreadPool(atOnce());
    cases().stream()
        .filter(one -> engine().notHeldTo(one).isEmpty())
        .forEach(one -> runs.put(one, executor.submit(() -> run(one))));
    executor.shutdown();
  }

  private CaseResult run(ContractCase contractCase) throws Exception {
    Scenario scenario = scenario(contractCase);
    try (Opened opened = open(contractCase, scenario)) {
      Target target = opened.target();
      RunRecord.Program program =
          new RunRecord.Program("test", Optional.empty(), List.of(contractCase.id()));
      RunRecord record = Experiment.begin(scenario, target, program);
      RunDirectory directory =
          RunDirectory.create(
              KEPT.resolve(engine().id()).resolve(contractCase.id()),
              scenario.name(),
              record.start());
      record.write(directory);
      RunReport report = new Experiment(record, target, directory, state -> {}).run();
      directory.write(RunFile.RESULTS, RunJson.of(report));
      Files.writeString(
          directory.path().resolve("report.txt"),
          TerminalReport.render(report, TerminalStyle.plain()));
      return CaseResult.of(engine(), contractCase, report);
    }
  }

  @ParameterizedTest(name = "{0}: it differs from AWS where it is declared to, and nowhere else")
  @EnumSource
  final void contract(ContractCase contractCase) throws Exception {
    Skip.unless(
        runs.containsKey(contractCase),
        "%s of %s".formatted(contractCase, getClass().getSimpleName()),
        engine()
            .notHeldTo(contractCase)
            .orElseGet(
                () ->
                    "it is not run there, or not what is deployed there; "
                        + contractCase.deployCommand()
                        + " deploys it"));
    CaseResult result = result(contractCase);
    assertThat(result.outcome().asDeclared())
        .as(String.join("\n", ScoreboardText.lines(new Scoreboard(List.of(result)))))
        .isTrue();
  }

  private CaseResult result(ContractCase contractCase) throws Exception {
    try {
      return runs.get(contractCase).get();
    } catch (ExecutionException e) {
      throw new AssertionError(contractCase + " could not be run: " + e.getCause(), e.getCause());
    }
  }

  @AfterAll
  final void end() throws Exception {
    try {
      if (executor != null) {
        executor.shutdownNow();
        keepScoreboard();
      }
    } finally {
      tidy();
    }
  }

  private void keepScoreboard() throws Exception {
    List<CaseResult> results = new ArrayList<>();
    for (Future<CaseResult> run : runs.values()) {
      if (run.isDone() && !run.isCancelled()) {
        try {
          results.add(run.get());
        } catch (ExecutionException failed) {
          // The case's own test has told.
        }
      }
    }
    if (!results.isEmpty()) {
      keep(new Scoreboard(results));
    }
  }

  private void keep(Scoreboard scoreboard) throws IOException {
    Files.createDirectories(KEPT);
    Files.writeString(
        KEPT.resolve(engine().id() + ".json"),
        ScoreboardJson.of(scoreboard).toPrettyString() + "\n");
    Files.writeString(KEPT.resolve(engine().id() + ".md"), ScoreboardText.markdown(scoreboard));
    ScoreboardText.lines(scoreboard).forEach(System.out::println);
  }
}
