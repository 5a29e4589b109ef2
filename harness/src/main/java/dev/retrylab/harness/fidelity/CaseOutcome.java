package dev.retrylab.harness.fidelity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How an engine came out of a case, from the best to the worst. */
public enum CaseOutcome {
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

  CaseOutcome(String word) {
    this.word = word;
  }

  /** The words used in JSON and tables. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Whether the declarations hold. */
  public boolean asDeclared() {
    return this == MATCH || this == KNOWN_DIFFERENCE;
  }

  /**
   * The outcome with these words.
   *
   * @throws IllegalArgumentException where there is none
   */
  @JsonCreator
  static CaseOutcome of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no outcome \"" + word + "\""));
  }
}
