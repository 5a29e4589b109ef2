package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.Ending;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The platform's line at the end of an invocation, in either log format.
 *
 * @param status empty where the format does not tell: the text format reports an uncaught exception
 *     like a success
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report">
 *     platform.report</a>
 */
record PlatformLine(String requestId, Optional<Ending> status, Optional<String> errorType) {
  private static final Pattern REPORT = Pattern.compile("^REPORT RequestId: (\\S+)");
  private static final Pattern STATUS = Pattern.compile("\\tStatus: (\\w+)");
  private static final Pattern ERROR_TYPE = Pattern.compile("\\tError Type: (\\S+)");

  /** Reads a line of the text format. */
  static Optional<PlatformLine> ofText(String message) {
    if (!message.startsWith("REPORT ")) {
      return Optional.empty();
    }
    Matcher report = REPORT.matcher(message);
    if (!report.find()) {
      return Optional.empty();
    }
    Optional<String> status = first(STATUS, message);
    Optional<String> errorType = first(ERROR_TYPE, message);
    return Optional.of(of(report.group(1), status, errorType));
  }

  /** Reads an event of the JSON format. */
  static Optional<PlatformLine> ofJson(JsonNode event) {
    if (!event.path("type").asText().equals("platform.report")) {
      return Optional.empty();
    }
    JsonNode platform = event.path("record");
    return Optional.of(
        of(
            platform.path("requestId").asText(),
            text(platform, "status"),
            text(platform, "errorType")));
  }

  /** The same with its id shared. */
  PlatformLine with(Shared shared) {
    return new PlatformLine(shared.of(requestId), status, errorType);
  }

  private static PlatformLine of(
      String requestId, Optional<String> status, Optional<String> errorType) {
    return new PlatformLine(requestId, status.map(word -> ending(word, errorType)), errorType);
  }

  /** Lambda says "error" for an exception and for a process that ended; the error type differs. */
  private static Ending ending(String status, Optional<String> errorType) {
    return switch (status) {
      case "success" -> Ending.OK;
      case "timeout" -> Ending.TIMED_OUT;
      case "failure" -> Ending.CRASHED;
      default ->
          errorType
              .filter("Runtime.ExitError"::equals)
              .map(any -> Ending.CRASHED)
              .orElse(Ending.ERROR);
    };
  }

  private static Optional<String> first(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }
}
