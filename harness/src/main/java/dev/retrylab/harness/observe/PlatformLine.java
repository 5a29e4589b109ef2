package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.Ending;
import java.util.Optional;

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
  private static final String REPORT = "REPORT RequestId: ";

  /** Reads a line of the text format. */
  static Optional<PlatformLine> ofText(String message) {
    if (!message.startsWith(REPORT)) {
      return Optional.empty();
    }
    return word(REPORT, message)
        .map(
            requestId ->
                of(requestId, word("\tStatus: ", message), word("\tError Type: ", message)));
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

  /** The word that stands behind a label, if it is there. */
  private static Optional<String> word(String label, String message) {
    int at = message.indexOf(label);
    if (at < 0) {
      return Optional.empty();
    }
    int begin = at + label.length();
    int end = begin;
    while (end < message.length() && !Character.isWhitespace(message.charAt(end))) {
      end++;
    }
    return Optional.of(message.substring(begin, end)).filter(word -> !word.isEmpty());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return Optional.ofNullable(node.path(field).textValue());
  }
}
