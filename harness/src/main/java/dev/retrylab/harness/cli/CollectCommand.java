package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.ReportFiles;
import dev.retrylab.harness.cli.option.RunReference;
import dev.retrylab.harness.cli.run.HarnessLog;
import dev.retrylab.harness.cli.run.InterruptHook;
import dev.retrylab.harness.cli.run.RunProgress;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.aws.AwsTarget;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code collect}: goes on with a run whose process has ended before its time. */
@Command(
    name = "collect",
    description = {
      "Goes on with a run that was interrupted: sends what was not sent, reads the logs to the end,"
          + " and judges."
    },
    mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
  private static final Logger LOG = Logger.getLogger(CollectCommand.class.getName());

  @Mixin private RunReference reference;
  @Mixin private OutputOptions output;
  @Mixin private ReportFiles files;

  @Override
  public Integer call() throws InterruptedException, IOException {
    files.check();
    RunDirectory directory = reference.find();
    StoredRun stored = StoredRun.read(directory);
    PrintWriter info = output.info();
    RunReport report;
    if (stored.record().location().isPresent()) {
      try (HarnessLog log = HarnessLog.open(directory)) {
        report = goOn(directory, stored.record(), info);
      }
    } else {
      info.println(
          "The local engine ended with its process, so there is nothing more to read: this judges"
              + " what is in the files.");
      info.flush();
      report = stored.judge();
    }
    ResultFiles.write(report, stored.record(), directory);
    reference.renewIndex(directory);
    output.show(report, directory);
    files.write(report);
    return ExitCode.of(report.judgement().verdict());
  }

  private RunReport goOn(RunDirectory directory, RunRecord record, PrintWriter info)
      throws InterruptedException {
    info.printf("Going on with run %s in %s.%n", record.runId().text(), directory.path());
    info.flush();
    try (InterruptHook interruption = InterruptHook.announce(directory, info);
        Target target = AwsTarget.reconnect(record.deployment(), record.location().orElseThrow());
        RunProgress progress = new RunProgress(output, List.of(record.scenario()))) {
      interruption.closeFirst(target);
      return new Experiment(record, target, directory, progress.of(record.scenario())).run();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The run failed", e);
      throw e;
    }
  }
}
