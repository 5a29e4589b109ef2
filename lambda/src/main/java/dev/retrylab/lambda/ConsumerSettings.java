package dev.retrylab.lambda;

import java.util.Map;
import java.util.Optional;

/**
 * What the function's environment tells the consumer.
 *
 * @param deadLetterQueueUrl from {@code DLQ_URL}, required
 * @param sourceQueueUrl from {@code SOURCE_QUEUE_URL}, which only a behaviour that sets a
 *     visibility timeout needs
 * @param reportBatchItemFailures from {@code REPORT_BATCH_ITEM_FAILURES}, default false; must agree
 *     with the mapping's function response types
 * @param partialBatch from {@code PARTIAL_BATCH}, default stop-at-first; without batch item
 *     failures it means nothing, since the first failure ends the invocation
 */
record ConsumerSettings(
    String deadLetterQueueUrl,
    Optional<String> sourceQueueUrl,
    boolean reportBatchItemFailures,
    PartialBatch partialBatch) {

  /**
   * Reads and checks them.
   *
   * @throws IllegalStateException naming the variable that is missing or wrong
   */
  static ConsumerSettings from(Map<String, String> environment) {
    String url = environment.getOrDefault("DLQ_URL", "");
    if (url.isBlank()) {
      throw new IllegalStateException(
          "The environment variable DLQ_URL is missing: set it to the URL of the dead-letter"
              + " queue.");
    }
    return new ConsumerSettings(
        url,
        Optional.ofNullable(environment.get("SOURCE_QUEUE_URL")),
        parseBoolean(environment.getOrDefault("REPORT_BATCH_ITEM_FAILURES", "false")),
        parsePartialBatch(environment.getOrDefault("PARTIAL_BATCH", "stop-at-first")));
  }

  private static boolean parseBoolean(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("REPORT_BATCH_ITEM_FAILURES", value, "set it to true or false");
    };
  }

  private static PartialBatch parsePartialBatch(String value) {
    try {
      return PartialBatch.parse(value);
    } catch (IllegalArgumentException e) {
      throw wrong("PARTIAL_BATCH", value, e.getMessage());
    }
  }

  private static IllegalStateException wrong(String variable, String value, String whatToDo) {
    return new IllegalStateException(
        "The environment variable %s is \"%s\": %s.".formatted(variable, value, whatToDo));
  }
}
