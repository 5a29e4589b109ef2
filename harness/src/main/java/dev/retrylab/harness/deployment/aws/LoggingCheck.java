package dev.retrylab.harness.deployment.aws;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.ApplicationLogLevel;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SystemLogLevel;

/**
 * Checks that a function's log will show what the harness reads: the journal and the lines of the
 * platform.
 *
 * @param function its name
 */
record LoggingCheck(String function, Problems problems) {
  private static final Set<ApplicationLogLevel> ABOVE_INFO =
      Set.of(ApplicationLogLevel.WARN, ApplicationLogLevel.ERROR, ApplicationLogLevel.FATAL);

  /**
   * Lambda filters by level in JSON format only, and takes a line without a level as INFO (Lambda
   * developer guide, monitoring-cloudwatchlogs-log-level).
   *
   * @param expectedGroup that the harness reads
   */
  void check(LoggingConfig logging, String expectedGroup) {
    checkFormat(logging);
    Optional.ofNullable(logging.logGroup())
        .filter(group -> !group.equals(expectedGroup))
        .ifPresent(group -> problems.add(otherGroup(group, expectedGroup)));
    if (logging.logFormat() == LogFormat.JSON
        && ABOVE_INFO.contains(logging.applicationLogLevel())) {
      problems.add(
          "The function %s logs no lines of the journal (application log level %s): Lambda logs them as INFO. Set it to INFO, or deploy the stack again."
              .formatted(function, logging.applicationLogLevelAsString()));
    }
    if (logging.systemLogLevel() == SystemLogLevel.WARN) {
      problems.add(
          "The function %s logs no ends of invocations (system log level WARN). Set it to INFO, or deploy the stack again."
              .formatted(function));
    }
  }

  private void checkFormat(LoggingConfig logging) {
    if (logging.logFormat() == LogFormat.UNKNOWN_TO_SDK_VERSION) {
      problems.add(
          "The function %s logs in format %s, and the harness reads Text and JSON. Deploy the stack again."
              .formatted(function, logging.logFormatAsString()));
    } else if (logging.logFormat() != null) {
      problems.fact("The function %s logs in format %s.".formatted(function, logging.logFormat()));
    }
  }

  private String otherGroup(String group, String expected) {
    return "The function %s logs to the log group %s, but the outputs of the stack name %s, which the harness reads. Deploy the stack again."
        .formatted(function, group, expected);
  }
}
