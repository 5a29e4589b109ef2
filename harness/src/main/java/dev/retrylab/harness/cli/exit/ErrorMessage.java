package dev.retrylab.harness.cli.exit;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.AwsErrors;
import dev.retrylab.harness.experiment.SendRefused;
import dev.retrylab.harness.export.NotExportable;
import dev.retrylab.harness.observe.LogSource.LogEndUnreachable;
import dev.retrylab.harness.observe.LogSource.LogGroupMissing;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectoryUnwritable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a command says of a failure, and its exit code; a stack trace goes to the log only.
 *
 * @param sentences for people: what it is and what to do
 */
public record ErrorMessage(List<String> sentences, int exitCode) {
  public ErrorMessage {
    sentences = List.copyOf(sentences);
  }

  private ErrorMessage(int exitCode, String... sentences) {
    this(List.of(sentences), exitCode);
  }

  /** The sentences as one text. */
  public String text() {
    return String.join(" ", sentences);
  }

  public static int badArguments(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.printf("Try: %s --help%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  public static int failure(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    ErrorMessage message = of(e, run(command));
    message.sentences().forEach(err::println);
    err.flush();
    return message.exitCode();
  }

  /** Collect may be about another run than the newest: of several that were begun together, say. */
  private static String run(CommandLine command) {
    return command.getCommandName().equals("collect")
        ? command.getParseResult().matchedPositionalValue(0, "latest")
        : "latest";
  }

  /**
   * Puts it into words.
   *
   * @param run which run it is, as collect takes it
   */
  public static ErrorMessage of(Exception e, String run) {
    if (e instanceof InvalidScenario invalid) {
      return new ErrorMessage(invalid.problems(), ExitCode.USAGE);
    }
    if (e instanceof UsageError
        || e instanceof RunDirectoryUnwritable
        || e instanceof NoSuchRun
        || e instanceof NotExportable
        || e instanceof TargetUnusable) {
      return new ErrorMessage(ExitCode.USAGE, e.getMessage());
    }
    if (e instanceof LogGroupMissing || e instanceof SendRefused) {
      return new ErrorMessage(ExitCode.INCONCLUSIVE, e.getMessage());
    }
    if (e instanceof LogEndUnreachable) {
      return new ErrorMessage(ExitCode.INCONCLUSIVE, e.getMessage(), goOn(run));
    }
    if (e instanceof SdkException call) {
      return new ErrorMessage(ExitCode.INCONCLUSIVE, AwsErrors.sentence(call), goOn(run));
    }
    if (e instanceof UncheckedIOException && e.getCause() instanceof FileSystemException file) {
      return new ErrorMessage(
          ExitCode.USAGE, "Cannot read or write %s: %s.".formatted(file.getFile(), reason(file)));
    }
    return new ErrorMessage(
        ExitCode.INTERNAL,
        "Internal error: " + e,
        "This is a defect of Retry Lab. A run's harness.log has the stack trace.");
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }

  private static String goOn(String run) {
    return "Nothing is lost. Go on with the run afterwards: retry-lab collect " + run;
  }
}
