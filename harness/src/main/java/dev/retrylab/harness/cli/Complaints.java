package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.SendRefused;
import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.scenario.InvalidScenario;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectoryUnwritable;
import dev.retrylab.harness.target.TargetUnusable;
import dev.retrylab.harness.target.aws.AwsTrouble;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what went wrong into sentences and an exit code; a stack trace goes to the log only. */
final class Complaints {
  private Complaints() {}

  static int badArguments(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  static int failure(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    int exitCode = explain(e, err);
    err.flush();
    return exitCode;
  }

  private static int explain(Exception e, PrintWriter err) {
    if (e instanceof InvalidScenario invalid) {
      sentences(invalid.problems(), err);
      return ExitCode.USAGE;
    }
    if (e instanceof UsageError
        || e instanceof RunDirectoryUnwritable
        || e instanceof NoSuchRun
        || e instanceof TargetUnusable) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof LogGroupMissing || e instanceof SendRefused) {
      err.println(e.getMessage());
      return ExitCode.INCONCLUSIVE;
    }
    if (e instanceof SdkException call) {
      err.println(AwsTrouble.sentence(call, "A call to the target"));
      err.println("Nothing is lost. Go on with the run afterwards: retry-lab collect latest");
      return ExitCode.INCONCLUSIVE;
    }
    err.println("Internal error: " + e);
    err.println("This is a defect of Retry Lab. A run's harness.log has the stack trace.");
    return ExitCode.INTERNAL;
  }

  private static void sentences(List<String> problems, PrintWriter err) {
    problems.forEach(err::println);
  }
}
