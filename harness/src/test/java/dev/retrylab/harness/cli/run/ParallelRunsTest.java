package dev.retrylab.harness.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.Main;
import dev.retrylab.harness.cli.Said;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.PretendAws;
import dev.retrylab.harness.experiment.SharedPace;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.LabFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Over HTTP and through the real SDK clients, in a time that all runs share. */
@Timeout(120)
@DisplayName("Several runs at a time")
class ParallelRunsTest {
  private static final List<Scenario> THREE =
      Stream.of("article", "standard", "async-invoke").map(Scenarios::load).toList();

  private final StringWriter said = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path runs;

  private RunExecutor executor() {
    CommandLine commandLine = Main.commandLine();
    commandLine.parseArgs("run", "--all");
    CommandLine run = commandLine.getSubcommands().get("run");
    run.setOut(new PrintWriter(said));
    run.setErr(new PrintWriter(err));
    return new RunExecutor(runs, (OutputOptions) run.getMixins().get("output"));
  }

  private List<RunResult> run(List<Scenario> scenarios, ParallelRuns.Opening opening)
      throws InterruptedException {
    RunExecutor executor = executor();
    RunProgress progress = new RunProgress(executor.output(), scenarios);
    return new ParallelRuns(executor, progress).run(scenarios, opening, scenarios.size());
  }

  private static Target connect(PretendAws aws, SharedPace pace, Scenario scenario) {
    return new BorrowedTarget(
        AwsTarget.connect(scenario, aws.place(), false, aws.conduct(pace)), pace::leave);
  }

  @Test
  @DisplayName("end as each would alone, in a directory of its own, from log groups of its own")
  void together() throws InterruptedException {
    try (PretendAws aws = new PretendAws(THREE)) {
      SharedPace pace = aws.sharedPace(3);
      List<RunResult> outcomes = run(THREE, scenario -> connect(aws, pace, scenario));
      assertThat(outcomes)
          .extracting(outcome -> outcome.scenario().name())
          .containsExactly("article", "standard", "async-invoke");
      assertThat(outcomes).extracting(RunResult::verdict).containsOnly(Verdict.MATCH);
      for (RunResult outcome : outcomes) {
        Path directory = Path.of(outcome.runDirectory().orElseThrow());
        assertThat(directory.getParent()).isEqualTo(runs.resolve(outcome.scenario().name()));
        assertThat(StoredRun.read(RunDirectory.open(directory)).judge())
            .isEqualTo(outcome.report().orElseThrow());
        assertThat(RunDirectory.open(directory).readLines(RunFile.RAW_LOGS, LogLine.class))
            .isNotEmpty()
            .allMatch(
                line -> line.logGroup().startsWith("/aws/lambda/" + outcome.scenario().name()));
      }
      assertThat(said.toString().lines())
          .hasSize(3)
          .anyMatch(line -> line.matches("article: MATCH \\([123] of 3\\)"));
    }
  }

  @Test
  @DisplayName("wait a minute after a purge, and what is sent then is all there")
  void purged() throws InterruptedException {
    Scenario standard = THREE.get(1);
    try (PretendAws aws = new PretendAws(List.of(standard))) {
      SharedPace pace = aws.sharedPace(1);
      try (Target before = AwsTarget.connect(standard, aws.place(), false, aws.conduct(pace))) {
        String url = before.deployment().dlqUrl();
        before.sqs().sendMessage(send -> send.queueUrl(url).messageBody("x").delaySeconds(90));
      }
      Instant start = pace.instant();
      RunResult outcome =
          run(
                  List.of(standard),
                  scenario -> AwsTarget.connect(scenario, aws.place(), true, aws.conduct(pace)))
              .get(0);
      assertThat(outcome.verdict()).isEqualTo(Verdict.MATCH);
      assertThat(err.toString().lines())
          .containsExactly(
              "standard: waiting 60 s before anything is sent, since PurgeQueue may delete it until"
                  + " then.");
      RunDirectory directory = RunDirectory.open(Path.of(outcome.runDirectory().orElseThrow()));
      assertThat(RunRecord.read(directory).start()).isAfterOrEqualTo(start.plusSeconds(60));
    }
  }

  @Test
  @DisplayName("go on when one of them breaks, whose stack trace is in its own log")
  void oneBreaks() throws Exception {
    try (PretendAws aws = new PretendAws(THREE)) {
      SharedPace pace = aws.sharedPace(3);
      List<RunResult> outcomes =
          run(
              THREE,
              scenario -> {
                Target target = connect(aws, pace, scenario);
                return scenario.name().equals("standard") ? breaking(target) : target;
              });
      assertThat(outcomes).extracting(RunResult::word).containsExactly("MATCH", "failed", "MATCH");
      assertThat(outcomes)
          .extracting(RunResult::exitCode)
          .containsExactly(ExitCode.MATCH, ExitCode.INTERNAL, ExitCode.MATCH);
      assertThat(log(outcomes.get(1))).contains("The run failed", "broken");
      assertThat(log(outcomes.get(0))).doesNotContain("broken");
      assertThat(log(outcomes.get(2))).doesNotContain("broken");
    }
  }

  @Test
  @DisplayName(
      "one in which the lab itself fails is inconclusive, names it first and logs its trace")
  void labFails() throws Exception {
    try (PretendAws aws = new PretendAws(THREE)) {
      SharedPace pace = aws.sharedPace(3);
      LabFailure failure =
          new LabFailure(Instant.now(), "A poller failed: java.lang.Error: x", "Error: x\n\tat y");
      List<RunResult> outcomes =
          run(
              THREE,
              scenario -> {
                Target target = connect(aws, pace, scenario);
                return scenario.name().equals("standard") ? failing(target, failure) : target;
              });
      assertThat(outcomes)
          .extracting(RunResult::exitCode)
          .containsExactly(ExitCode.MATCH, ExitCode.INCONCLUSIVE, ExitCode.MATCH);
      RunReport report = outcomes.get(1).report().orElseThrow();
      assertThat(report.judgement().findings().get(0).sentence())
          .startsWith("The lab itself failed at ")
          .contains("A poller failed: java.lang.Error: x");
      assertThat(log(outcomes.get(1))).contains(failure.what(), failure.stackTrace());
      Path directory = Path.of(outcomes.get(1).runDirectory().orElseThrow());
      assertThat(StoredRun.read(RunDirectory.open(directory)).judge()).isEqualTo(report);
    }
  }

  private static Target failing(Target target, LabFailure failure) {
    return new BorrowedTarget(target, () -> {}) {
      @Override
      public List<LabFailure> failures() {
        return List.of(failure);
      }
    };
  }

  private static Target breaking(Target target) {
    return new BorrowedTarget(target, () -> {}) {
      @Override
      public SqsClient sending() {
        throw new IllegalStateException("broken");
      }
    };
  }

  private static String log(RunResult outcome) throws IOException {
    return Files.readString(
        Path.of(outcome.runDirectory().orElseThrow()).resolve(RunFile.LOG.fileName()));
  }

  @Test
  @DisplayName("have no directory where their target is not ready, and say why")
  void targetNotReady() throws InterruptedException {
    List<RunResult> outcomes =
        run(
            List.of(THREE.get(0)),
            scenario -> {
              throw new TargetUnusable("Nothing is here.");
            });
    assertThat(outcomes.get(0).runDirectory()).isEmpty();
    assertThat(outcomes.get(0).error().orElseThrow().sentences())
        .containsExactly("Nothing is here.");
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  @DisplayName("that lose their credentials are each told how to go on, and collect does")
  void collected() throws InterruptedException {
    try (PretendAws aws = new PretendAws(THREE)) {
      aws.expireCredentials(Duration.ofSeconds(20), Duration.ofHours(3));
      SharedPace pace = aws.sharedPace(3);
      List<RunResult> outcomes = run(THREE, scenario -> connect(aws, pace, scenario));
      assertThat(outcomes).extracting(RunResult::exitCode).containsOnly(ExitCode.INCONCLUSIVE);
      String first = outcomes.get(0).runDirectory().orElseThrow();
      assertThat(Said.by("collect", first).err())
          .contains("The AWS credentials have expired.", "retry-lab collect " + first);
      aws.pass(Duration.ofHours(4));
      for (RunResult outcome : outcomes) {
        assertThat(outcome.error().orElseThrow().sentences())
            .contains(
                "Nothing is lost. Go on with the run afterwards: retry-lab collect "
                    + outcome.runDirectory().orElseThrow());
        RunReport collected = collect(aws, outcome);
        assertThat(collected.scenario().name()).isEqualTo(outcome.scenario().name());
        assertThat(collected.judgement().verdict()).isEqualTo(Verdict.MATCH);
      }
    }
  }

  private static RunReport collect(PretendAws aws, RunResult outcome) throws InterruptedException {
    RunDirectory directory = RunDirectory.open(Path.of(outcome.runDirectory().orElseThrow()));
    RunRecord record = RunRecord.read(directory);
    try (AwsTarget target =
        AwsTarget.reconnect(
            record.deployment(), record.location().orElseThrow(), aws.conduct(aws.sharedPace(1)))) {
      return new Experiment(record, target, directory, state -> {}).run();
    }
  }
}
