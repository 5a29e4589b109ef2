package dev.retrylab.harness.fidelity;

/** How an engine came out of a case, from the best to the worst. */
public enum Outcome {
  /** As documented. */
  MATCH("match"),
  /** It differs where, and only where, it is declared to. */
  KNOWN_DIFFERENCE("known difference"),
  /** The evidence does not suffice, and that is not declared. */
  INCONCLUSIVE("inconclusive"),
  /** A declared difference is no longer there. */
  GONE_DIFFERENCE("difference gone"),
  /** It differs where nothing is declared. */
  NEW_DIFFERENCE("new difference");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** The words used in JSON and tables. */
  public String word() {
    return word;
  }

  /** Whether the declarations hold. */
  public boolean asDeclared() {
    return this == MATCH || this == KNOWN_DIFFERENCE;
  }
}
