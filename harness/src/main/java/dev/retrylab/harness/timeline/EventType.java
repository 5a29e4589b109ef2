package dev.retrylab.harness.timeline;

/** What can happen to a message; the same words in files, JSON output and reports. */
public enum EventType {
  SENT("sent"),
  RECEIVED("received"),
  SUCCEEDED("succeeded"),
  /** The function threw, or reported the message as a batch item failure. */
  FAILED("failed"),
  /**
   * A run gave the message back without having reached it: a record before it in its batch failed.
   */
  UNPROCESSED("unprocessed"),
  TIMED_OUT("timed-out"),
  CRASHED("crashed"),
  /** A run ended, and nothing says how. */
  ENDED("ended"),
  /** The consumer sent the body to the dead-letter queue itself. */
  FORWARDED("forwarded"),
  /** Moved by the redrive policy. */
  DEAD_LETTERED("dead-lettered"),
  DLQ_RECEIVED("dlq-received"),
  DELETED("deleted"),
  EXPIRED("expired"),
  /** An asynchronous invocation was given up, and nothing kept it. */
  DISCARDED("discarded"),
  /** A receive that the queue counted and no function ever logged. */
  PHANTOM_RECEIVE("phantom-receive");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  /** Whether the handler was content with the message. */
  public boolean isSuccess() {
    return this == SUCCEEDED || this == FORWARDED;
  }

  /** Whether a run that ends so is not known to have gone well for the message. */
  public boolean isTroubledEnd() {
    return switch (this) {
      case FAILED, TIMED_OUT, CRASHED, UNPROCESSED, ENDED -> true;
      default -> false;
    };
  }

  /** The word used in files, JSON output and reports. */
  public String word() {
    return word;
  }
}
