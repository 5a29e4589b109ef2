package dev.retrylab.harness.cli;

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
    return new CommandLine(new RetryLab())
        .setParameterExceptionHandler(Complaints::badArguments)
        .setExecutionExceptionHandler(Complaints::failure)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(command);
  }
}
