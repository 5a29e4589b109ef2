package dev.retrylab.harness.scenario;

/** The two kinds of SQS queue. A queue and its dead-letter queue are of the same kind. */
public enum QueueType {
  FIFO("fifo"),
  STANDARD("standard");

  private final String word;

  QueueType(String word) {
    this.word = word;
  }

  /** The word used in scenario files. */
  public String word() {
    return word;
  }
}
