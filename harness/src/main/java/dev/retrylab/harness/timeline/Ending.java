package dev.retrylab.harness.timeline;

/** How the platform says an invocation ended. */
public enum Ending {
  OK("succeeded"),
  ERROR("failed"),
  TIMED_OUT("timed out"),
  CRASHED("crashed");

  private final String verb;

  Ending(String verb) {
    this.verb = verb;
  }

  /** The past tense, as in "the invocation timed out". */
  public String verb() {
    return verb;
  }
}
