package dev.retrylab.harness.judge;

import java.util.Optional;

/**
 * What the evidence says of a hypothesis.
 *
 * @param id such as {@code documented}
 * @param claim the hypothesis in one sentence
 * @param refutedBy the observation that refutes it, in one sentence
 */
public record HypothesisResult(
    String id, String claim, Standing standing, Optional<String> refutedBy) {

  /** Whether the hypothesis stands. */
  public enum Standing {
    /** All that was observed lies inside what it predicts. */
    SURVIVED("survived"),
    /** An observation contradicts it. */
    REFUTED("refuted"),
    /** The evidence does not suffice. */
    OPEN("open");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    /** The word used in JSON and reports. */
    public String word() {
      return word;
    }
  }
}
