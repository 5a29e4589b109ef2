package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.BatchDetail;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The events of one delivery of a message: that it was received, and how that ended.
 *
 * @param sentAt when the source queue took the message
 * @param asynchronous whether the consumer was invoked with the message directly
 * @param givenBackBy the request ids of the invocations that gave the message back
 */
record DeliveryEvents(Sent sent, Instant sentAt, boolean asynchronous, Set<String> givenBackBy) {
  private static final String BY_HARNESS = "received by the harness, not by a function";
  private static final String UNKNOWN = "nothing says how";

  /** In the order in which they happened. */
  List<Event> of(Delivery delivery) {
    List<Event> events = new ArrayList<>(3);
    if (delivery.by(FunctionRole.DLQ_CONSUMER)) {
      events.add(
          event(EventType.DLQ_RECEIVED, delivery, delivery.start(), Optional.of(dlq(delivery))));
      return events;
    }
    events.add(event(EventType.RECEIVED, delivery, delivery.start(), received(delivery)));
    delivery
        .outcome()
        .map(line -> ofOutcome(delivery, line))
        .or(() -> delivery.end().map(end -> withoutOutcome(delivery, end)))
        .ifPresent(events::add);
    if (delivery.handled() && delivery.end().isPresent()) {
      afterSuccess(delivery, delivery.end().get()).ifPresent(events::add);
    }
    return events;
  }

  private static Optional<String> received(Delivery delivery) {
    if (delivery.byHarness()) {
      return Optional.of(BY_HARNESS);
    }
    if (delivery.receiveLogged()) {
      return Optional.empty();
    }
    return Optional.of(
        delivery.outcome().isPresent()
            ? "inferred from its outcome: the received line is missing"
            : "inferred from the platform's lines: the function logged nothing");
  }

  private String dlq(Delivery delivery) {
    String moved = asynchronous ? "kept by Lambda" : "redriven";
    String kind = delivery.isMoved(sent) ? moved : "direct copy";
    String what = delivery.byHarness() ? kind + "; " + BY_HARNESS : kind;
    return delivery
        .outcome()
        .filter(line -> line.outcome() == RecordOutcome.FAILED)
        .map(line -> what + "; the DLQ consumer failed: " + line.error().orElse("no error given"))
        .orElse(what);
  }

  private Event ofOutcome(Delivery delivery, JournalOutcome line) {
    return switch (line.outcome()) {
      case SUCCEEDED -> event(EventType.SUCCEEDED, delivery, line.at(), Optional.empty());
      case FORWARDED ->
          event(EventType.FORWARDED, delivery, line.at(), line.error().map("caught "::concat));
      case FAILED, BAD_ANSWER -> event(EventType.FAILED, delivery, line.at(), line.error());
      case UNPROCESSED ->
          event(
              EventType.UNPROCESSED,
              delivery,
              line.at(),
              Optional.of(
                  BatchDetail.unprocessed(
                      delivery.end().map(InvocationEnded::ending).filter(Ending::failed))));
    };
  }

  private Event withoutOutcome(Delivery delivery, InvocationEnded end) {
    if (delivery.behindUnfinished()) {
      return event(
          EventType.UNPROCESSED,
          delivery,
          end.at(),
          Optional.of(BatchDetail.unprocessed(Optional.of(end.ending()))));
    }
    return switch (end.ending()) {
      case TIMED_OUT -> event(EventType.TIMED_OUT, delivery, end.at(), end.error());
      case CRASHED -> event(EventType.CRASHED, delivery, end.at(), end.error());
      case ERROR -> event(EventType.FAILED, delivery, end.at(), end.error());
      case OK, UNKNOWN -> event(EventType.ENDED, delivery, end.at(), Optional.of(UNKNOWN));
    };
  }

  /** What the end of the invocation means for a record that the handler was content with. */
  private Optional<Event> afterSuccess(Delivery delivery, InvocationEnded end) {
    if (end.ending().failed()) {
      String batch = BatchDetail.returned(end.ending());
      return Optional.of(event(EventType.FAILED, delivery, end.at(), Optional.of(batch)));
    }
    if (end.ending() == Ending.UNKNOWN) {
      return Optional.of(event(EventType.ENDED, delivery, end.at(), Optional.of(UNKNOWN)));
    }
    // The mapping deletes all that a good response leaves out.
    return givenBackBy.contains(delivery.record().requestId())
        ? Optional.empty()
        : Optional.of(
            event(
                EventType.DELETED,
                delivery,
                end.at(),
                Optional.of("inferred from the success of its invocation")));
  }

  private Event event(EventType type, Delivery delivery, Instant at, Optional<String> detail) {
    JournalRecord record = delivery.record();
    return new Event(
        type,
        sent.key(),
        record.messageId(),
        at,
        sentAt,
        OptionalInt.of(record.receiveCount()),
        Optional.of(record.requestId()).filter(id -> !delivery.byHarness()),
        detail.filter(text -> !text.isEmpty()));
  }
}
