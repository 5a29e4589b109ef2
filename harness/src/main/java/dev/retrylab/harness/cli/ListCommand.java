package dev.retrylab.harness.cli;

import dev.retrylab.harness.scenario.Scenarios;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code list}: the scenarios that there are. */
@Command(
    name = "list",
    description = "Lists the bundled scenarios.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Scenarios.names().forEach(name -> out.printf("%-16s %s%n", name, Scenarios.load(name).title()));
    out.flush();
    return ExitCode.MATCH;
  }
}
