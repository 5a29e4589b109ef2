package dev.retrylab.harness.local.sqs.queue;

/**
 * Which messages can be received, and in which order: the difference between standard and FIFO
 * queues. It is told of every change and holds no time.
 */
sealed interface Shelf permits StandardShelf, FifoShelf {
  /** A message has come, visible or not. */
  void added(QueuedMessage message);

  /** A message of this shelf has turned visible or hidden. */
  void changed(QueuedMessage message);

  /** A message has gone for good. */
  void removed(QueuedMessage message);

  /** What a receive finds, best first. Not to be used any more once the shelf has changed. */
  Iterable<QueuedMessage> receivable();
}
