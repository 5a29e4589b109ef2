package dev.retrylab.harness.cli;

import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line. Without arguments it runs the article's experiment. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code; see {@link ExitCode}. */
  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    if (exitCode != ExitCode.MATCH || isProgram()) {
      System.exit(exitCode); // and not a second later, when Netty's last thread has seen enough
    }
  }

  /** Whether the process is this program's own, and not Maven's, which has something to say yet. */
  private static boolean isProgram() {
    return Main.class.getClassLoader() == ClassLoader.getSystemClassLoader();
  }

  /** Runs a command and gives its exit code. */
  static int run(String... arguments) {
    HarnessLog.silenceTerminal();
    String[] command = arguments.length == 0 ? new String[] {"run"} : arguments;
    CommandLine top = new CommandLine(new RetryLab());
    Commands.addCalled(top, command[0]);
    return minding(top).execute(command);
  }

  /** All commands, and what becomes of what goes wrong in them. */
  static CommandLine commandLine() {
    CommandLine top = new CommandLine(new RetryLab());
    Commands.addAll(top);
    return minding(top);
  }

  private static CommandLine minding(CommandLine top) {
    // -1 and -2 name runs; they are no options.
    Stream.of("collect", "judge", "report", "export")
        .map(top.getSubcommands()::get)
        .filter(Objects::nonNull)
        .forEach(command -> command.setUnmatchedOptionsArePositionalParams(true));
    return top.setParameterExceptionHandler(Complaints::badArguments)
        .setExecutionExceptionHandler(Complaints::failure)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
