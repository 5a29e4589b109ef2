package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** All that a queue knows. Guarded by the queue's lock, but for the attributes. */
final class QueueState {
  private static final Duration BEFORE_NEXT_MOVE = Duration.ofSeconds(1);

  final QueueName name;
  final Instant createdAt;
  final QueuedMessages messages;
  final DeduplicationCache deduplication;
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
    this.messages = new QueuedMessages(name.isFifo() ? new MessageGroups() : new ArrivalOrder());
    this.deduplication = new DeduplicationCache(attributes.deduplicationScope());
  }

  /** Applies what is due: messages expire or turn visible. */
  void applyTimeouts(Instant now) {
    int expired = messages.expire(now, attributes.retention());
    if (expired > 0) {
      counters = counters.withExpired(expired);
    }
    messages.makeVisible(now);
  }

  /** When the next message turns visible or expires. */
  Optional<Instant> nextTimeout() {
    return messages.nextDue(attributes.retention());
  }

  /**
   * Takes a message back that another queue did not take. It is hidden for a visibility timeout and
   * a second, so that the next attempt to move it is not made at once.
   */
  void putBack(QueuedMessage left, Instant now) {
    Instant until = now.plus(attributes.visibilityTimeout()).plus(BEFORE_NEXT_MOVE);
    Visibility hidden = new Visibility.InFlight(until, nextReceipt());
    QueuedMessage back = messages.add(left.message, left.received, hidden, left.arrivedAt);
    back.receivesHere = left.receivesHere;
  }

  long nextReceipt() {
    return ++receipts;
  }

  SequenceNumber nextSequenceNumber() {
    return new SequenceNumber(++sequence);
  }
}
