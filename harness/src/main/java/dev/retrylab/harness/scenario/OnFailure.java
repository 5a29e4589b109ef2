package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.Word;

/** What becomes of an asynchronous invocation whose attempts are used up. */
public enum OnFailure implements Word {
  /** Nothing keeps it. */
  DISCARD("discard"),
  /** The on-failure destination of the function's asynchronous invocation gets a record of it. */
  DESTINATION("destination"),
  /** The dead-letter queue of the function itself gets the event. */
  DEAD_LETTER_QUEUE("dead-letter-queue");

  private final String word;

  OnFailure(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
