package dev.retrylab.harness.cli;

import java.util.List;
import picocli.CommandLine;

/** The command line. Without arguments it runs the article's experiment. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code; see {@link ExitCode}. */
  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    if (exitCode != ExitCode.MATCH) {
      System.exit(exitCode);
    }
  }

  /** Runs a command and gives its exit code. */
  static int run(String... arguments) {
    HarnessLog.silenceTerminal();
    String[] command = arguments.length == 0 ? new String[] {"run"} : arguments;
    return commandLine().execute(command);
  }

  /** All commands, and what becomes of what goes wrong in them. */
  static CommandLine commandLine() {
    CommandLine top = new CommandLine(new RetryLab());
    // -1 and -2 name runs; they are no options.
    List.of("collect", "judge", "report")
        .forEach(
            name -> top.getSubcommands().get(name).setUnmatchedOptionsArePositionalParams(true));
    return top.setParameterExceptionHandler(Complaints::badArguments)
        .setExecutionExceptionHandler(Complaints::failure)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
