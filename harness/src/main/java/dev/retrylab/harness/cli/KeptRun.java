package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.ResultsFile;
import dev.retrylab.harness.experiment.RunRecord;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.target.Target;
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

  RunReport run(Scenario scenario, Target target) throws InterruptedException {
    RunDirectory directory = RunDirectory.create(runs, scenario.name(), Instant.now());
    try (HarnessLog log = HarnessLog.open(directory);
        Interruption interruption = Interruption.announce(directory, output.talk(spec))) {
      interruption.closeFirst(target);
      return run(scenario, target, directory);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The run failed", e);
      throw e;
    }
  }

  private RunReport run(Scenario scenario, Target target, RunDirectory directory)
      throws InterruptedException {
    RunRecord record =
        RunRecord.begin(
            scenario,
            target,
            new RunRecord.Program(
                Version.text(),
                GitCommit.describe(),
                spec.commandLine().getParseResult().originalArgs()));
    record.write(directory);
    try (ProgressDisplay progress = output.progress(scenario.messages().size())) {
      RunReport report = new Experiment(record, target, directory, progress).run();
      ResultsFile.write(report, directory);
      RunsIndex.renew(runs);
      return report;
    }
  }
}
