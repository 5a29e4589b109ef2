package dev.retrylab.lambda;

import java.util.Arrays;
import java.util.Optional;

/**
 * An answer that a mapping with batch item failures cannot use: it takes the whole batch for failed
 * (Lambda developer guide, services-sqs-errorhandling).
 */
enum BadAnswer {
  EMPTY_ID("answer-empty-id", "itemIdentifier", ""),
  NULL_ID("answer-null-id", "itemIdentifier", null),
  UNKNOWN_ID("answer-unknown-id", "itemIdentifier", "of-no-record-in-the-batch"),
  MISSPELT_KEY("answer-misspelt-key", "itemIdentifer", "of-no-record-in-the-batch");

  private final String word;
  private final String key;
  private final String id;

  BadAnswer(String word, String key, String id) {
    this.word = word;
    this.key = key;
    this.id = id;
  }

  static Optional<BadAnswer> parse(String words) {
    return Arrays.stream(values()).filter(answer -> answer.word.equals(words)).findFirst();
  }

  /** The answer itself. */
  Answer toBatch() {
    return Answer.oneFailure(key, id);
  }

  /** Ends the work on the batch. */
  static final class Given extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BadAnswer answer;

    Given(BadAnswer answer, String label) {
      super("the function gives the answer that %s asks for: %s".formatted(label, answer.word));
      this.answer = answer;
    }

    BadAnswer answer() {
      return answer;
    }
  }
}
