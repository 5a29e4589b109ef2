package dev.retrylab.harness.timeline;

import java.util.List;
import java.util.Optional;

/** The two functions of the experiment; the words are those of the journal line. */
public enum FunctionRole {
  /** Fed by the source queue. */
  CONSUMER("consumer"),
  /** Fed by the dead-letter queue. */
  DLQ_CONSUMER("dlq-consumer");

  private static final List<FunctionRole> ALL = List.of(values());

  private final String word;

  FunctionRole(String word) {
    this.word = word;
  }

  /** The word used in the journal line. */
  public String word() {
    return word;
  }

  /** The function that a journal line names, where it names one. */
  public static Optional<FunctionRole> byWord(String word) {
    for (FunctionRole role : ALL) {
      if (role.word.equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
