package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the deliveries of one message into its events. */
final class MessageFold {
  private static final Optional<String> FROM_DLQ =
      Optional.of("inferred from the first receive in the dead-letter queue");
  private static final Optional<String> FROM_COUNT =
      Optional.of("inferred from the next count: no function logged this receive");

  private final Sent sent;
  private final Instant sentAt;
  private final boolean asynchronous;
  private final List<Event> events = new ArrayList<>();

  private MessageFold(Sent sent, List<Delivery> deliveries, boolean asynchronous) {
    this.sent = sent;
    this.sentAt = sentAt(sent, deliveries);
    this.asynchronous = asynchronous;
  }

  /**
   * Of a message that was received from a queue.
   *
   * @param deliveries in the order of their starts
   */
  static MessageHistory fold(Sent sent, List<Delivery> deliveries, OptionalInt maxReceiveCount) {
    return new MessageFold(sent, deliveries, /* asynchronous= */ false)
        .fold(deliveries, maxReceiveCount);
  }

  /**
   * Of an event that the consumer was invoked with directly.
   *
   * @param deliveries in the order of their starts
   */
  static MessageHistory foldEvent(Sent sent, List<Delivery> deliveries) {
    return new MessageFold(sent, deliveries, /* asynchronous= */ true)
        .fold(AsyncAttempts.of(deliveries), OptionalInt.empty());
  }

  private MessageHistory fold(List<Delivery> deliveries, OptionalInt maxReceiveCount) {
    addInSource(EventType.SENT, OptionalInt.empty(), sentAt, Optional.empty());
    Set<String> givenBackBy = asynchronous ? Set.of() : givenBackBy(deliveries);
    DeliveryEvents ofDelivery = new DeliveryEvents(sent, sentAt, asynchronous, givenBackBy);
    deliveries.forEach(delivery -> events.addAll(ofDelivery.of(delivery)));
    Optional<Delivery> moved =
        deliveries.stream()
            .filter(delivery -> delivery.by(FunctionRole.DLQ_CONSUMER) && delivery.isMoved(sent))
            .findFirst();
    // No log tells of the move; it is over at the latest when the DLQ hands the message out.
    moved.ifPresent(
        delivery ->
            addInSource(EventType.DEAD_LETTERED, OptionalInt.empty(), delivery.start(), FROM_DLQ));
    addPhantoms(deliveries, moved, maxReceiveCount);
    events.sort(Event.order());
    return new MessageHistory(sent.key(), sent.userId(), sent.messageId(), sent.group(), events);
  }

  /**
   * The queue's own time where a journal line tells it: the sender's clock may differ, and its
   * answer may have taken its time. Where only the dead-letter queue has shown the message, its
   * time counts if it is not later: a FIFO queue may give the time of the move there.
   */
  private static Instant sentAt(Sent sent, List<Delivery> deliveries) {
    return sentTimestamp(sent, deliveries, FunctionRole.CONSUMER)
        .or(
            () ->
                sentTimestamp(sent, deliveries, FunctionRole.DLQ_CONSUMER)
                    .filter(time -> time.isBefore(sent.at())))
        .orElse(sent.at());
  }

  private static Optional<Instant> sentTimestamp(
      Sent sent, List<Delivery> deliveries, FunctionRole by) {
    return deliveries.stream()
        .filter(delivery -> delivery.by(by))
        .map(Delivery::record)
        .filter(record -> record.messageId().equals(sent.messageId()))
        .map(JournalRecord::sentTimestamp)
        .min(Instant::compareTo);
  }

  /**
   * The request ids of the invocations that gave the message back for one of its receives. Where a
   * batching window outlasts the visibility timeout, two receives of a message may be in one batch,
   * and a batch response names messages, not receives: what it names is not deleted for the other
   * receive either. The attempts of an asynchronous invocation share a request id and have no such
   * response.
   */
  private static Set<String> givenBackBy(List<Delivery> deliveries) {
    return deliveries.stream()
        .filter(delivery -> delivery.by(FunctionRole.CONSUMER))
        .filter(delivery -> delivery.outcome().isPresent() && !delivery.handled())
        .map(delivery -> delivery.record().requestId())
        .collect(Collectors.toSet());
  }

  /** Adds the receives that no function logged, timed at the next fact that proves them. */
  private void addPhantoms(
      List<Delivery> deliveries, Optional<Delivery> moved, OptionalInt maxReceiveCount) {
    List<Delivery> received =
        deliveries.stream().filter(delivery -> delivery.by(FunctionRole.CONSUMER)).toList();
    BitSet logged = new BitSet();
    received.forEach(delivery -> logged.set(delivery.record().receiveCount()));
    int highest = logged.length() - 1;
    // A message is moved once it was received maxReceiveCount times (developer guide, dead-letter
    // queues), so a move proves all of them.
    int counted = moved.isPresent() ? Math.max(highest, maxReceiveCount.orElse(0)) : highest;
    int first = sent.countedBefore() + 1;
    for (int n = logged.nextClearBit(first); n <= counted; n = logged.nextClearBit(n + 1)) {
      int count = n;
      Delivery proof =
          received.stream()
              .filter(delivery -> delivery.record().receiveCount() > count)
              .findFirst()
              .or(() -> moved)
              .orElseThrow();
      addInSource(EventType.PHANTOM_RECEIVE, OptionalInt.of(n), proof.start(), FROM_COUNT);
    }
  }

  /** An event in the source queue that belongs to no invocation. */
  private void addInSource(
      EventType type, OptionalInt receiveCount, Instant at, Optional<String> detail) {
    events.add(
        new Event(
            type,
            sent.key(),
            sent.messageId(),
            at,
            sentAt,
            receiveCount,
            Optional.empty(),
            detail));
  }
}
