package dev.retrylab.harness.timeline;

/** Where a message ended up. */
public enum Fate {
  /** The consumer succeeded and the message was deleted. */
  CONSUMED("consumed"),
  /** The consumer sent the body to the dead-letter queue itself, and then succeeded. */
  FORWARDED("forwarded"),
  /** The redrive policy moved the message to the dead-letter queue. */
  DEAD_LETTERED("dead-lettered"),
  /**
   * The retention period of the queue that it was in ran out before the message was consumed, or
   * received from the dead-letter queue.
   */
  EXPIRED("expired"),
  /** An asynchronous invocation used up its attempts and nothing kept the event. */
  DISCARDED("discarded"),
  /** Still in the queue, visible or not, when the evidence ended. */
  QUEUED("queued"),
  /** No queue holds it, and nobody saw it come to an end. */
  LOST("lost"),
  /** Neither a log nor the counts of the queues tell. */
  UNKNOWN("unknown");

  private final String word;

  Fate(String word) {
    this.word = word;
  }

  /** The word used in files, JSON output and reports. */
  public String word() {
    return word;
  }
}
