package dev.retrylab.harness.timeline;

/** Which clock the times of a run are of. */
public enum ClockKind {
  VIRTUAL("virtual", "Times are of the virtual clock, which skips idle time."),
  REAL("real", "Times are of the wall clock.");

  private final String word;
  private final String sentence;

  ClockKind(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  /** The word used in files and JSON. */
  public String word() {
    return word;
  }

  /** The sentence used in reports. */
  public String sentence() {
    return sentence;
  }
}
