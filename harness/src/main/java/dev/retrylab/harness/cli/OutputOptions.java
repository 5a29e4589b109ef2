package dev.retrylab.harness.cli;

import dev.retrylab.harness.report.terminal.TerminalStyle;
import dev.retrylab.harness.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command writes what. */
final class OutputOptions {
  private static final int LEAST_WIDTH = 60;

  @Option(
      names = "--json",
      description = "Prints one JSON document on standard output, and all else on standard error.")
  private boolean json;

  @Option(
      names = "--plain",
      description = "Prints without colours, in ASCII, and no line that changes.")
  private boolean plain;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private int width;

  /** 80 columns fit everywhere, logs and slides included. */
  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      defaultValue = "80",
      description = "How wide the report is, at least 60. Default: ${DEFAULT-VALUE}.")
  void width(int columns) {
    if (columns < LEAST_WIDTH) {
      throw new ParameterException(
          spec.commandLine(),
          "--width is %d, but a report needs at least %d columns.".formatted(columns, LEAST_WIDTH));
    }
    width = columns;
  }

  boolean json() {
    return json;
  }

  /** Where everything goes that is not the result. */
  PrintWriter talk(CommandSpec spec) {
    return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
  }

  /** A line that changes, where it is on a terminal. */
  ProgressDisplay progress(int messages) {
    return Terminal.interactive() && !plain
        ? new ProgressLine(System.err, Terminal.unicode(), messages)
        : ProgressDisplay.quiet();
  }

  /** The same for several runs together. */
  JointProgress progressOfAll(List<Scenario> scenarios, CommandSpec spec) {
    int messages = scenarios.stream().mapToInt(scenario -> scenario.messages().size()).sum();
    return Terminal.interactive() && !plain
        ? JointProgress.onTerminal(talk(spec), scenarios.size(), messages)
        : JointProgress.lines(talk(spec), scenarios.size());
  }

  /** How the result is to look. */
  TerminalStyle look() {
    return new TerminalStyle(width, Terminal.colour() && !plain, Terminal.unicode() && !plain);
  }
}
