package dev.retrylab.lambda;

import java.util.Map;

/**
 * What the function's environment tells the consumer.
 *
 * @param deadLetterQueueUrl from {@code DLQ_URL}, required
 * @param reportBatchItemFailures from {@code REPORT_BATCH_ITEM_FAILURES}, default false; must agree
 *     with the mapping's function response types
 */
record ConsumerSettings(String deadLetterQueueUrl, boolean reportBatchItemFailures) {

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
        url, parseBoolean(environment.getOrDefault("REPORT_BATCH_ITEM_FAILURES", "false")));
  }

  private static boolean parseBoolean(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalStateException(
              "The environment variable REPORT_BATCH_ITEM_FAILURES is \""
                  + value
                  + "\": set it to true or false.");
    };
  }
}
