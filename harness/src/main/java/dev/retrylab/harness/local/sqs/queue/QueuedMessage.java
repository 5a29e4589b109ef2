package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import java.time.Instant;

/**
 * A message in a queue, with its place and state there. Guarded by its queue's lock; changed only
 * by the {@link QueuedMessages} it is in.
 */
final class QueuedMessage {
  final Message message;

  /** The place in the order of sending, unique in the queue. */
  final long order;

  ReceiveStatistics received;

  /**
   * Receives in this queue. The redrive policy counts these: a message that a redrive policy moved
   * here starts at 0, though its ApproximateReceiveCount goes on. What AWS does in a chain of
   * dead-letter queues is open (fact dlq-chain).
   */
  int receivesHere;

  /**
   * The place in the order of becoming receivable: it grows each time the message turns visible.
   */
  long position;

  Visibility visibility = new Visibility.Visible();

  /** When it came into this queue, be it sent or moved here. */
  final Instant arrivedAt;

  /** When it was last received here; until then, when it came. */
  Instant receivedAt;

  QueuedMessage(Message message, long order, ReceiveStatistics received, Instant arrivedAt) {
    this.arrivedAt = arrivedAt;
    this.receivedAt = arrivedAt;
    this.message = message;
    this.order = order;
    this.received = received;
  }

  /** Whether the handle is that of the latest receive, and its visibility timeout still runs. */
  boolean isCurrent(ReceiptHandle handle) {
    return visibility instanceof Visibility.InFlight inFlight
        && inFlight.receipt() == handle.receipt();
  }

  boolean isVisible() {
    return visibility instanceof Visibility.Visible;
  }

  boolean isDelayed() {
    return visibility instanceof Visibility.Delayed;
  }

  Instant hiddenUntil() {
    return visibility instanceof Visibility.Hidden hidden ? hidden.until() : Instant.MIN;
  }

  long order() {
    return order;
  }

  Instant retainedSince() {
    return message.retainedSince();
  }
}
