package dev.retrylab.harness.timeline;

/** What the handler itself says became of one record; the words are those of the journal line. */
public enum Outcome {
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  /** The handler sent the body to the dead-letter queue, and went on as after a success. */
  FORWARDED("forwarded"),
  /** A record before this one in the batch failed, so the handler never acted on this one. */
  NOT_REACHED("not-reached"),
  /**
   * The handler answered the mapping with what that cannot use, for this record's sake: the
   * invocation went well, and yet its whole batch returns to the queue.
   */
  BAD_ANSWER("bad-answer");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** The word used in the journal line. */
  public String word() {
    return word;
  }
}
