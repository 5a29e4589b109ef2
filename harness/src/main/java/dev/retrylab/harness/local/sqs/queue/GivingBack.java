package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;

/** Undoes a receive whose answer reached nobody: it never happened, and does not count. */
final class GivingBack {
  private GivingBack() {}

  static void giveBack(QueueState queue, ReceiptHandle handle) {
    queue
        .backlog
        .find(handle.message())
        .filter(message -> Handles.isCurrent(message, handle))
        .ifPresent(
            message -> {
              message.received = message.received.takenBack();
              message.receivesHere--;
              queue.counters = queue.counters.withReceivesTakenBack(1);
              queue.backlog.setVisibility(message, new Visibility.Visible());
            });
  }
}
