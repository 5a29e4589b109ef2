package dev.retrylab.harness.local.sqs.queue;

import java.time.Instant;

/**
 * Takes in a message that a redrive policy or a move task brings. Deduplication does not look at
 * it: a move loses nothing. In a FIFO queue it gets its place, and so its number, behind the
 * others.
 */
final class Admitting {
  private Admitting() {}

  static void admit(QueueState queue, Message message, ReceiveStatistics received, Instant now) {
    Message here = queue.name.isFifo() ? message.numbered(queue.nextSequenceNumber()) : message;
    queue.backlog.add(here, received, new Visibility.Visible(), now);
  }
}
