package dev.retrylab.harness.fidelity;

/** In what an engine can differ from what AWS documents. */
public enum Aspect {
  /** How often the source queue counts a receive. */
  RECEIVES("receives"),
  /** How many runs of the consumer end in an error. */
  FUNCTION_ERRORS("function-errors"),
  /** Where the message ends up. */
  FATE("fate"),
  /** How many records the DLQ consumer sees for the message. */
  DLQ_COPIES("dlq-copies"),
  /** The receive count at the first receive from the dead-letter queue. */
  DLQ_RECEIVE_COUNT("dlq-receive-count"),
  /** Something came before its documented bound. */
  TOO_EARLY("too-early"),
  /** A step of the harness brought something else. */
  STEP("step"),
  /** A setting of the template is not what is deployed. */
  SETTING("setting"),
  /** The logs lack what it takes to say what happened. */
  EVIDENCE("evidence");

  private final String word;

  Aspect(String word) {
    this.word = word;
  }

  /** The word used in JSON and tables. */
  public String word() {
    return word;
  }
}
