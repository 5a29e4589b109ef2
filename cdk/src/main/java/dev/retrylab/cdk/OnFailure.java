package dev.retrylab.cdk;

import java.util.Arrays;
import java.util.List;

/** What becomes of an asynchronous invocation that has failed for good. */
enum OnFailure {
  DISCARD("discard"),
  /** The dead-letter queue of the experiment is the function's on-failure destination. */
  DESTINATION("destination"),
  /** It is the dead-letter queue of the function itself. */
  DEAD_LETTER_QUEUE("dead-letter-queue");

  /** As scenario files write them. */
  static final List<String> WORDS = Arrays.stream(values()).map(one -> one.word).toList();

  private final String word;

  OnFailure(String word) {
    this.word = word;
  }

  static OnFailure of(String word) {
    return values()[WORDS.indexOf(word)];
  }

  String word() {
    return word;
  }
}
