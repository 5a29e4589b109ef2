package dev.retrylab.harness.export;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of which the platform's lines, this program's errors and its settings consist. */
final class PublicWords {
  private static final Set<String> OF_LOGS =
      words(
          """
          START END REPORT RequestId Version $LATEST Duration Billed Restore Init Memory Size Max
          Used MB ms seconds Status success error timeout failure Error Type Task timed out after
          Process exited before completing request Runtime exited with exit status signal killed
          INIT_START INIT_REPORT RESTORE_START RESTORE_REPORT EXTENSION TELEMETRY Extension Name
          State Ready Events Phase init invoke Caused by
          """);

  /** As far as they are on record: of Lambda's runtimes and extensions. */
  private static final Set<String> PLATFORM_TYPES =
      words(
          """
          Runtime.ExitError Runtime.OutOfMemory Runtime.Unknown Runtime.ImportModuleError
          Runtime.HandlerNotFound Runtime.NoSuchHandler Runtime.MarshalError
          Runtime.UserCodeSyntaxError Runtime.UnhandledPromiseRejection Runtime.NodeJsExit
          Runtime.InvalidEntrypoint Runtime.InvalidWorkingDir Runtime.BadFunctionCode
          Runtime.TruncatedResponse Runtime.InvalidResponse Function.ResponseSizeTooLarge
          Extension.Crash Extension.ExitError Extension.InitError Extension.LaunchError
          Sandbox.Timedout Sandbox.Failure
          """);

  private static final Set<String> OF_ERRORS =
      words(
          """
          user_id message receive always fails is for the dead-letter queue first time times what
          was sent hung past function and nothing stopped it ended process yet goes on could not
          send to answered
          """);

  private static final Set<String> OF_SETTINGS =
      words(
          """
          true false none fifo standard mapping event discard destination dead-letter-queue
          failed-only stop-at-first skip-group source dlq spare
          """);

  private static final Pattern VALUE = Pattern.compile("\\d{1,6}|(?:\\d{1,6}(?:ms|[smhd]))+");
  private static final Pattern KEY =
      Pattern.compile("(?:trigger|queue|mapping|function)\\.[A-Za-z]{1,40}");

  private PublicWords() {}

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
  }

  /** Whether a word of a log line may stay. */
  static boolean inLogs(String word) {
    return OF_LOGS.contains(word) || OF_ERRORS.contains(word);
  }

  /** Whether a text is a type of error that Lambda tells of, and not one of the function. */
  static boolean isPlatformType(String text) {
    return PLATFORM_TYPES.contains(text);
  }

  /** Whether a text is the value of a setting: a number, a duration or one of their words. */
  static boolean isSettingValue(String text) {
    return VALUE.matcher(text).matches() || OF_SETTINGS.contains(text);
  }

  /** Whether a text is the key of a setting, such as {@code queue.visibilityTimeout}. */
  static boolean isSettingKey(String text) {
    return KEY.matcher(text).matches();
  }
}
