package dev.retrylab.harness.timeline;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The two functions of the experiment; the words are those of the journal line. */
public enum FunctionRole {
  /** Fed by the source queue. */
  CONSUMER("consumer"),
  /** Fed by the dead-letter queue. */
  DLQ_CONSUMER("dlq-consumer");

  private static final Map<String, FunctionRole> BY_WORD =
      Arrays.stream(values()).collect(toMap(FunctionRole::word, role -> role));

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
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
