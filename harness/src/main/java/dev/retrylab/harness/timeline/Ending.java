package dev.retrylab.harness.timeline;

/**
 * How an invocation ended, what tells more after what tells less. One that neither the platform nor
 * the function tells the end of is {@link #UNKNOWN}, and never a success.
 */
public enum Ending {
  UNKNOWN("ended; nothing says how"),
  OK("succeeded"),
  ERROR("failed"),
  CRASHED("crashed"),
  TIMED_OUT("timed out");

  private final String verb;

  Ending(String verb) {
    this.verb = verb;
  }

  /** Whether the invocation is known to have failed, so that its whole batch returns. */
  public boolean failed() {
    return this == ERROR || this == CRASHED || this == TIMED_OUT;
  }

  /** The past tense, as in "the invocation timed out". */
  public String verb() {
    return verb;
  }
}
