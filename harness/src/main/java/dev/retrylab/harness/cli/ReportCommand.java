package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.store.RunDirectory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code report}: shows a stored run. */
@Command(
    name = "report",
    description = "Shows the report of a stored run, from its files alone. Changes nothing.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunReference reference;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    RunDirectory directory = reference.find();
    ReportOutput.show(StoredRun.read(directory).judge(), directory, output, spec);
    return ExitCode.MATCH;
  }
}
