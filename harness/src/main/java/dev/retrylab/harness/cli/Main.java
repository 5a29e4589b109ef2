package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ErrorMessage;
import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.run.HarnessLog;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line. Without arguments it runs the article's experiment. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code; see {@link ExitCode}. */
  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    // Maven runs this in its own JVM, where a build that succeeds goes on.
    boolean ownProcess = Main.class.getClassLoader() == ClassLoader.getSystemClassLoader();
    if (exitCode != ExitCode.MATCH || ownProcess) {
      System.exit(exitCode);
    }
  }

  /** Runs a command and gives its exit code. */
  static int run(String... arguments) {
    HarnessLog.silenceTerminal();
    return commandLine().execute(arguments.length == 0 ? new String[] {"run"} : arguments);
  }

  /** All commands; a failure in any of them becomes sentences and an exit code. */
  public static CommandLine commandLine() {
    CommandLine top = new CommandLine(new RetryLab());
    // -1 and -2 name runs; they are no options.
    Stream.of("collect", "judge", "report", "export")
        .map(top.getSubcommands()::get)
        .forEach(command -> command.setUnmatchedOptionsArePositionalParams(true));
    return top.setParameterExceptionHandler(ErrorMessage::badArguments)
        .setExecutionExceptionHandler(ErrorMessage::failure)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
