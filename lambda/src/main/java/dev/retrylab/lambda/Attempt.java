package dev.retrylab.lambda;

import java.time.Duration;

/**
 * One try at one record: what a {@link Behaviour} knows of it and can do.
 *
 * @param remaining the time left until the function timeout
 * @param answersRead whether the mapping reads what the function answers
 */
record Attempt(
    Receipt receipt,
    Duration remaining,
    boolean answersRead,
    DeadLetterQueue deadLetterQueue,
    FunctionProcess process) {
  /** Long enough that the timeout always comes first. */
  private static final Duration PAST_THE_TIMEOUT = Duration.ofMinutes(1);

  /** From 1. A record made by hand carries no count: it has been received this once. */
  int receiveCount() {
    return receipt.receiveCount().orElse(1);
  }

  /** The exception that says what happens to this message and on which receive. */
  IllegalStateException failure(String what) {
    return new IllegalStateException(
        "user_id %s %s (%s)"
            .formatted(receipt.body().userId().orElseThrow(), what, receipt.label()));
  }

  /**
   * Sends the body to the dead-letter queue, in the message group of the record. One that has none,
   * of a standard queue or made by hand, is a group of its own: any message id is a valid group.
   */
  String forward() {
    try {
      return deadLetterQueue.send(
          receipt.bodyText(), receipt.group().orElseGet(receipt::messageId));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "could not send %s to the dead-letter queue: %s"
              .formatted(receipt.label(), e.getMessage()),
          e);
    }
  }

  void hang() {
    process.sleep(remaining.plus(PAST_THE_TIMEOUT));
  }

  void crash() {
    process.halt();
  }
}
