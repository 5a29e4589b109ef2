package dev.retrylab.harness.local.sqs.queue;

/**
 * What has happened in a queue since it was made.
 *
 * @param sent sends that were accepted; a message that a redrive policy or a move task brought does
 *     not count (SQS developer guide, metrics of dead-letter queues)
 * @param received messages handed out, each receive counted
 * @param emptyReceives receives that were answered with nothing
 * @param deadLettered messages that the redrive policy took out of this queue
 * @param expired messages that were kept for the whole retention period
 */
public record QueueCounters(
    long sent, long received, long deleted, long emptyReceives, long deadLettered, long expired) {
  static final QueueCounters ZERO = new QueueCounters(0, 0, 0, 0, 0, 0);

  QueueCounters withSent() {
    return new QueueCounters(sent + 1, received, deleted, emptyReceives, deadLettered, expired);
  }

  QueueCounters withReceived(int messages) {
    return messages == 0
        ? new QueueCounters(sent, received, deleted, emptyReceives + 1, deadLettered, expired)
        : new QueueCounters(
            sent, received + messages, deleted, emptyReceives, deadLettered, expired);
  }

  QueueCounters withoutReceived(int messages) {
    return new QueueCounters(
        sent, received - messages, deleted, emptyReceives, deadLettered, expired);
  }

  QueueCounters withDeleted() {
    return new QueueCounters(sent, received, deleted + 1, emptyReceives, deadLettered, expired);
  }

  QueueCounters withDeadLettered() {
    return new QueueCounters(sent, received, deleted, emptyReceives, deadLettered + 1, expired);
  }

  /** A message that its dead-letter queue did not take is back. */
  QueueCounters withoutDeadLettered() {
    return new QueueCounters(sent, received, deleted, emptyReceives, deadLettered - 1, expired);
  }

  QueueCounters withExpired(int messages) {
    return new QueueCounters(
        sent, received, deleted, emptyReceives, deadLettered, expired + messages);
  }
}
