package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.deployment.aws.ClientPolicy;
import dev.retrylab.harness.judge.evidence.RunFinding.MoreThanOnce;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One run of a scenario on a pretended AWS, by one process after another. */
final class AwsRun {
  private final PretendAws aws;
  private final Scenario scenario;
  private final Path runs;
  private Optional<RunDirectory> directory = Optional.empty();

  AwsRun(PretendAws aws, Scenario scenario, Path runs) {
    this.aws = aws;
    this.scenario = scenario;
    this.runs = runs;
  }

  /** As {@code run} does. */
  RunReport run() {
    return run(aws.conduct());
  }

  RunReport run(ClientPolicy conduct) {
    try (AwsTarget target = AwsTarget.connect(scenario, aws.place(), false, conduct)) {
      RunRecord.Program program = new RunRecord.Program("test", Optional.empty(), List.of());
      RunRecord record = Experiment.begin(scenario, target, program);
      RunDirectory created = RunDirectory.create(runs, scenario.name(), record.start());
      record.write(created);
      directory = Optional.of(created);
      return finish(record, target);
    }
  }

  /** As {@code collect} does. */
  RunReport collect() {
    return collect(aws.conduct());
  }

  RunReport collect(ClientPolicy conduct) {
    RunRecord record = RunRecord.read(directory());
    try (AwsTarget target =
        AwsTarget.reconnect(record.deployment(), record.location().orElseThrow(), conduct)) {
      return finish(record, target);
    }
  }

  private RunReport finish(RunRecord record, AwsTarget target) {
    try {
      RunReport report = new Experiment(record, target, directory(), state -> {}).run();
      // What a FIFO queue breaks is no match; of a standard queue it would be a finding only.
      assertThat(report.judgement().findings()).doesNotHaveAnyElementsOfTypes(MoreThanOnce.class);
      return report;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether {@code run} came as far as to have a directory. */
  boolean begun() {
    return directory.isPresent();
  }

  RunDirectory directory() {
    return directory.orElseThrow();
  }
}
