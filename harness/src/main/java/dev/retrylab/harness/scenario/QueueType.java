package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Word;

/** The two kinds of SQS queue. A queue and its dead-letter queue are of the same kind. */
public enum QueueType implements Word {
  FIFO("fifo"),
  STANDARD("standard");

  private final String word;

  QueueType(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
