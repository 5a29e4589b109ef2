package dev.retrylab.harness.local.sqs.queue;

import java.util.stream.Stream;

/**
 * Which messages can be received, and in which order: the difference between standard and FIFO
 * queues. It is told of every change and holds no time.
 */
sealed interface DeliveryOrder permits ArrivalOrder, MessageGroups {
  /** A message has come, visible or not. */
  void added(QueuedMessage message);

  /** A message has turned visible or hidden. */
  void changed(QueuedMessage message);

  /** A message was deleted, expired or moved. */
  void removed(QueuedMessage message);

  /** What a receive finds, best first. To be read before the next change. */
  Stream<QueuedMessage> receivable();
}
