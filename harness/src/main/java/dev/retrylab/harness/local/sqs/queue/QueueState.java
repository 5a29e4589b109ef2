package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SequenceNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** All that a queue knows. Guarded by the queue's lock, but for the attributes. */
final class QueueState {
  final QueueName name;
  final Instant createdAt;
  final Backlog backlog;
  final DeduplicationWindow deduplication;
  final TreeMap<String, String> tags = new TreeMap<>();
  volatile QueueAttributes attributes;
  QueueCounters counters = QueueCounters.ZERO;
  Instant modifiedAt;
  Optional<Instant> purgedAt = Optional.empty();
  boolean deleted;
  private long receipts;
  private long sequence;

  QueueState(QueueName name, QueueAttributes attributes, Instant now) {
    this.name = name;
    this.attributes = attributes;
    this.createdAt = now;
    this.modifiedAt = now;
    this.backlog = new Backlog(name.isFifo() ? new FifoShelf() : new StandardShelf());
    this.deduplication = new DeduplicationWindow(attributes.deduplicationScope());
  }

  /** Lets happen what time brings: messages turn visible or expire. */
  void settle(Instant now) {
    int expired = backlog.expire(now, attributes.retention());
    if (expired > 0) {
      counters = counters.withExpired(expired);
    }
    backlog.reveal(now);
  }

  long nextReceipt() {
    return ++receipts;
  }

  SequenceNumber nextSequenceNumber() {
    return new SequenceNumber(++sequence);
  }
}
