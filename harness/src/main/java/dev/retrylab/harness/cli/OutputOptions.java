package dev.retrylab.harness.cli;

import dev.retrylab.harness.report.Look;
import dev.retrylab.harness.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a command writes what. */
final class OutputOptions {
  /** What fits everywhere, logs and slides included. */
  private static final int WIDTH = 80;

  @Option(
      names = "--json",
      description = "Prints one JSON document on standard output, and all else on standard error.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Where everything goes that is not the result. */
  PrintWriter talk(CommandSpec spec) {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  /** A line that changes, where it is on a terminal. */
  ProgressDisplay progress(int messages) {
    return Terminal.interactive()
        ? new ProgressLine(System.err, Terminal.unicode(), messages)
        : ProgressDisplay.quiet();
  }

  /** The same for several runs together. */
  JointProgress progressOfAll(List<Scenario> scenarios, CommandSpec spec) {
    int messages = scenarios.stream().mapToInt(scenario -> scenario.messages().size()).sum();
    return Terminal.interactive()
        ? JointProgress.onTerminal(talk(spec), scenarios.size(), messages)
        : JointProgress.lines(talk(spec), scenarios.size());
  }

  /** How the result is to look. */
  Look look() {
    return new Look(WIDTH, Terminal.colour(), Terminal.unicode());
  }
}
