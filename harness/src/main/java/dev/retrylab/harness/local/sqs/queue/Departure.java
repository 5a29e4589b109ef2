package dev.retrylab.harness.local.sqs.queue;

/** A message that a move task has taken out of a queue, and where it goes. */
record Departure(QueuedMessage queued, Queue destination) {
  Message message() {
    return queued.message;
  }
}
