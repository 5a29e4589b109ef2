package dev.retrylab.harness.target;

/** Which clock the times of a run are of. */
public enum ClockKind {
  /** Time jumps when nothing is in flight. */
  VIRTUAL("virtual"),
  /** The wall clock. */
  REAL("real");

  private final String word;

  ClockKind(String word) {
    this.word = word;
  }

  /** The word used in files, JSON output and reports. */
  public String word() {
    return word;
  }
}
