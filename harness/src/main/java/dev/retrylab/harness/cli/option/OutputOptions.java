package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.terminal.TerminalReport;
import dev.retrylab.harness.report.terminal.TerminalStyle;
import dev.retrylab.harness.store.CallsFile;
import dev.retrylab.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a command writes what. */
public final class OutputOptions {
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

  public boolean json() {
    return json;
  }

  /** Where the result goes. */
  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where everything goes that is not the result. */
  public PrintWriter info() {
    return json ? spec.commandLine().getErr() : out();
  }

  /** Prints a line of what is not the result. */
  public void info(String line) {
    info().println(line);
    info().flush();
  }

  /** Where people are told what is neither the result nor about it. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The command line as it was given. */
  public List<String> arguments() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  /** Whether there may be a line that changes. */
  public boolean interactive() {
    return Terminal.interactive() && !plain;
  }

  /** Prints the report of a run, in the form that was asked for. */
  public void show(RunReport report, RunDirectory directory) throws IOException {
    if (json) {
      ResultFiles.print(report, directory, out());
    } else {
      out().println();
      out().print(TerminalReport.render(report, style(), CallsFile.sentence(directory)));
    }
    out().flush();
  }

  /** How the result is to look. */
  public TerminalStyle style() {
    return new TerminalStyle(width, Terminal.colour() && !plain, Terminal.unicode() && !plain);
  }
}
