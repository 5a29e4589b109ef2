package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.SqsErrors;

/** DeleteMessage. */
final class DeleteMessage {
  private DeleteMessage() {}

  /**
   * Deletes by any handle that the message ever had in a standard queue
   * (vis-delete-after-expiry-standard), by the current one in a FIFO queue
   * (vis-delete-after-expiry-fifo-fails). A message that is no longer there is no error
   * (vis-delete-idempotent).
   */
  static void delete(QueueState queue, ReceiptHandle handle) {
    queue
        .messages
        .find(handle.message())
        .ifPresent(
            message -> {
              if (queue.name.isFifo() && !message.isCurrent(handle)) {
                throw SqsErrors.invalidParameter(
                    handle, "ReceiptHandle", "The receipt handle has expired.");
              }
              queue.messages.remove(message);
              queue.counters = queue.counters.withDeleted();
            });
  }
}
