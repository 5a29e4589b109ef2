package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All messages of a queue, found by id, by when they turn visible, and by how long they are kept.
 */
final class QueuedMessages {
  private final Map<MessageId, QueuedMessage> byId = new HashMap<>();
  private final TreeSet<QueuedMessage> hidden =
      new TreeSet<>(
          Comparator.comparing(QueuedMessage::hiddenUntil).thenComparing(QueuedMessage::order));
  private final TreeSet<QueuedMessage> byAge =
      new TreeSet<>(
          Comparator.comparing(QueuedMessage::retainedSince).thenComparing(QueuedMessage::order));
  private final DeliveryOrder deliveryOrder;
  private int delayed;
  private long orders;
  private long positions;

  QueuedMessages(DeliveryOrder deliveryOrder) {
    this.deliveryOrder = deliveryOrder;
  }

  /** Adds a message behind all others. */
  QueuedMessage add(
      Message message, ReceiveStatistics received, Visibility visibility, Instant now) {
    QueuedMessage queued = new QueuedMessage(message, orders++, received, now);
    byId.put(message.id(), queued);
    byAge.add(queued);
    enter(queued, visibility);
    deliveryOrder.added(queued);
    return queued;
  }

  Optional<QueuedMessage> find(MessageId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** What a receive finds, best first. To be read before the next change. */
  Stream<QueuedMessage> receivable() {
    return deliveryOrder.receivable();
  }

  void setVisibility(QueuedMessage queued, Visibility visibility) {
    leave(queued);
    enter(queued, visibility);
    deliveryOrder.changed(queued);
  }

  private void leave(QueuedMessage queued) {
    if (!queued.isVisible()) {
      hidden.remove(queued);
      delayed -= queued.isDelayed() ? 1 : 0;
    }
  }

  private void enter(QueuedMessage queued, Visibility visibility) {
    queued.visibility = visibility;
    if (queued.isVisible()) {
      queued.position = positions++;
    } else {
      hidden.add(queued);
      delayed += queued.isDelayed() ? 1 : 0;
    }
  }

  void remove(QueuedMessage queued) {
    byId.remove(queued.message.id());
    byAge.remove(queued);
    leave(queued);
    deliveryOrder.removed(queued);
  }

  /** Makes visible what is due. */
  void makeVisible(Instant now) {
    while (!hidden.isEmpty() && !hidden.first().hiddenUntil().isAfter(now)) {
      setVisibility(hidden.first(), new Visibility.Visible());
    }
  }

  /**
   * Drops what has been kept for the retention period.
   *
   * @return how many messages went
   */
  int expire(Instant now, Duration retention) {
    int expired = 0;
    while (!byAge.isEmpty() && !byAge.first().retainedSince().plus(retention).isAfter(now)) {
      remove(byAge.first());
      expired++;
    }
    return expired;
  }

  /** When the next message turns visible or expires. */
  Optional<Instant> nextDue(Duration retention) {
    Stream<Instant> visible = hidden.stream().limit(1).map(QueuedMessage::hiddenUntil);
    Stream<Instant> expiry = byAge.stream().limit(1).map(m -> m.retainedSince().plus(retention));
    return Stream.concat(visible, expiry).min(Comparator.naturalOrder());
  }

  MessageCounts counts() {
    int inFlight = hidden.size() - delayed;
    return new MessageCounts(byId.size() - hidden.size(), inFlight, delayed);
  }

  /** When the message that is here for longest came. */
  Optional<Instant> oldestArrival() {
    return byId.values().stream().map(queued -> queued.arrivedAt).min(Comparator.naturalOrder());
  }

  void clear() {
    List.copyOf(byAge).forEach(this::remove);
  }
}
