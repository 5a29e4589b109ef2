package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.ReportFiles;
import dev.retrylab.harness.cli.option.RunReference;
import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code judge}: judges a stored run again, from its files alone. */
@Command(
    name = "judge",
    description = "Judges a stored run again, from its files alone, and keeps the result.",
    mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
  @Mixin private RunReference reference;
  @Mixin private OutputOptions output;
  @Mixin private ReportFiles files;

  @Override
  public Integer call() throws IOException {
    files.check();
    RunDirectory directory = reference.find();
    StoredRun run = StoredRun.read(directory);
    RunReport report = run.judge();
    ResultFiles.write(report, run.record(), directory);
    reference.renewIndex(directory);
    output.show(report, directory);
    files.write(report);
    return ExitCode.of(report.judgement().verdict());
  }
}
