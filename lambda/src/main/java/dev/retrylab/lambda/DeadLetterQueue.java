package dev.retrylab.lambda;

/** Where the consumer sends a body whose failure it has caught itself. */
@FunctionalInterface
interface DeadLetterQueue {

  /**
   * Sends one message.
   *
   * @param group the message group, if the queue has any
   * @return the id of the new message
   * @throws RuntimeException if the message was not accepted
   */
  String send(String body, String group);
}
