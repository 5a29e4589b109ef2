package dev.retrylab.harness.cli;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.Progress;
import dev.retrylab.harness.experiment.ResultsFile;
import dev.retrylab.harness.experiment.RunRecord;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs a scenario and keeps everything in a run directory: the same for every command that runs.
 */
record KeptRun(Path runs, CommandSpec spec, OutputOptions output) {
  private static final Logger LOG = Logger.getLogger(KeptRun.class.getName());

  /** Where a run of this kind was kept. */
  RunDirectory directory(RunReport report) {
    return RunDirectory.open(Path.of(report.runDirectory()));
  }

  /** Begins a run's directory. */
  RunDirectory begin(Scenario scenario) {
    return RunDirectory.create(runs, scenario.name(), Instant.now());
  }

  /** Waits until a run on the target may begin. */
  void awaitReady(Scenario scenario, Target target) throws InterruptedException {
    PurgeWait.pass(scenario, target, spec.commandLine().getErr());
  }

  RunReport run(Scenario scenario, Target target) throws InterruptedException {
    awaitReady(scenario, target);
    RunDirectory directory = begin(scenario);
    try (ProgressDisplay progress = output.progress(scenario.messages().size())) {
      return run(scenario, target, directory, progress);
    }
  }

  /** Runs in a directory that has been begun, on a target that was waited for. */
  RunReport run(Scenario scenario, Target target, RunDirectory directory, Progress progress)
      throws InterruptedException {
    try (HarnessLog log = HarnessLog.open(directory);
        Interruption interruption = Interruption.announce(directory, output.talk(spec))) {
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
        RunRecord.begin(
            scenario,
            target,
            new RunRecord.Program(
                build.version(),
                build.commit(),
                spec.commandLine().getParseResult().originalArgs()));
    record.write(directory);
    RunReport report = new Experiment(record, target, directory, progress).run();
    ResultsFile.write(report, record, directory);
    RunsIndex.renew(runs);
    return report;
  }
}
