package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.RunsFolder;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.Progress;
import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs a scenario and keeps everything in a run directory: the same for every command that runs.
 */
public record RunExecutor(Path runs, OutputOptions output) {
  private static final Logger LOG = Logger.getLogger(RunExecutor.class.getName());

  /** Where a run of this kind was kept. */
  public RunDirectory directory(RunReport report) {
    return RunDirectory.open(Path.of(report.runDirectory()));
  }

  /** Begins a run's directory. */
  RunDirectory begin(Scenario scenario) {
    return RunDirectory.create(runs, scenario.name(), Instant.now());
  }

  /** Waits in the time of the target until it keeps what is sent to it, and says so. */
  void awaitSendable(Scenario scenario, Target target) throws InterruptedException {
    Instant now = target.clock().instant();
    Instant from = target.sendableFrom().orElse(now);
    if (from.isAfter(now)) {
      output
          .err()
          .printf(
              "%s: waiting %d s before anything is sent, since PurgeQueue may delete it until"
                  + " then.%n",
              scenario.name(), Duration.between(now, from).plusMillis(999).toSeconds());
      output.err().flush();
      target.clock().awaitInstant(from);
    }
  }

  /** Runs one scenario alone. */
  public RunReport run(Scenario scenario, Target target) throws InterruptedException {
    awaitSendable(scenario, target);
    RunDirectory directory = begin(scenario);
    try (RunProgress progress = new RunProgress(output, List.of(scenario))) {
      return run(scenario, target, directory, progress.of(scenario));
    }
  }

  /** Runs in a directory that has been begun, on a target that was waited for. */
  public RunReport run(Scenario scenario, Target target, RunDirectory directory, Progress progress)
      throws InterruptedException {
    try (HarnessLog log = HarnessLog.open(directory);
        InterruptHook interruption = InterruptHook.announce(directory, output.info())) {
      interruption.closeFirst(target);
      return logged(scenario, target, directory, progress);
    }
  }

  /** While the log is open still: resources are closed before a catch of the same try. */
  private RunReport logged(
      Scenario scenario, Target target, RunDirectory directory, Progress progress)
      throws InterruptedException {
    // What failed while the target was got ready did so before this log was open.
    target.failures().forEach(one -> LOG.severe(() -> one.what() + "\n" + one.stackTrace()));
    try {
      return experiment(scenario, target, directory, progress);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The run failed", e);
      throw e;
    }
  }

  private RunReport experiment(
      Scenario scenario, Target target, RunDirectory directory, Progress progress)
      throws InterruptedException {
    Build build = Build.ofThisProgram();
    RunRecord record =
        Experiment.begin(
            scenario,
            target,
            new RunRecord.Program(build.version(), build.commit(), output.arguments()));
    record.write(directory);
    RunReport report = new Experiment(record, target, directory, progress).run();
    ResultFiles.write(report, record, directory);
    RunsFolder.renewIndex(runs);
    return report;
  }
}
