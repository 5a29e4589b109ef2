package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Word;

/**
 * What the consumer does with the rest of a batch once a record of it has failed, where it reports
 * batch item failures (Lambda developer guide, services-sqs-errorhandling).
 */
public enum PartialBatch implements Word {
  /** It goes on, and reports only what failed. */
  FAILED_ONLY("failed-only"),
  /** It stops, and reports what failed and all behind it. */
  STOP_AT_FIRST("stop-at-first"),
  /** It goes on, but reports later records of a failed message group without trying them. */
  SKIP_GROUP("skip-group");

  private final String word;

  PartialBatch(String word) {
    this.word = word;
  }

  /**
   * What a consumer does by default: the guide has it stop over a FIFO queue, so that the order is
   * kept, and go on over a standard queue.
   */
  public static PartialBatch over(QueueType type) {
    return type == QueueType.FIFO ? STOP_AT_FIRST : FAILED_ONLY;
  }

  @Override
  public String word() {
    return word;
  }
}
