package dev.retrylab.harness.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the events of one message come to: reckoned once, since every hypothesis and every report
 * asks for it. {@link MessageHistory} says what each of it means.
 */
record MessageSummary(
    List<Event> received,
    int receives,
    int functionErrors,
    int unprocessed,
    int phantoms,
    Fate fate,
    OptionalInt dlqReceiveCount,
    int dlqCopies) {

  static MessageSummary of(String messageId, List<Event> events) {
    List<Event> received = new ArrayList<>();
    List<Event> dlqReceived = new ArrayList<>();
    int receives = 0;
    int functionErrors = 0;
    int unprocessed = 0;
    int phantoms = 0;
    for (Event event : events) {
      switch (event.type()) {
        case RECEIVED -> {
          received.add(event);
          receives = Math.max(receives, event.receiveCount().orElse(0));
        }
        case PHANTOM_RECEIVE -> {
          phantoms++;
          receives = Math.max(receives, event.receiveCount().orElse(0));
        }
        case FAILED, TIMED_OUT, CRASHED -> functionErrors++;
        case UNPROCESSED -> unprocessed++;
        case DLQ_RECEIVED -> dlqReceived.add(event);
        default -> {}
      }
    }
    return new MessageSummary(
        List.copyOf(received),
        receives,
        functionErrors,
        unprocessed,
        phantoms,
        fate(events),
        dlqReceiveCount(messageId, dlqReceived),
        dlqCopies(dlqReceived));
  }

  private static Fate fate(List<Event> events) {
    boolean moved = false;
    boolean expired = false;
    boolean discarded = false;
    for (Event event : events) {
      moved |= event.type() == EventType.DEAD_LETTERED;
      expired |= event.type() == EventType.EXPIRED;
      discarded |= event.type() == EventType.DISCARDED;
    }
    // What expired after the move was never received from the dead-letter queue.
    if (expired || moved) {
      return expired ? Fate.EXPIRED : Fate.DEAD_LETTERED;
    }
    return discarded ? Fate.DISCARDED : fateByLastRun(events);
  }

  /** By what belongs to the run of the last receive, which is the one with the highest count. */
  private static Fate fateByLastRun(List<Event> events) {
    Event last = null;
    for (Event event : events) {
      if (event.type() == EventType.RECEIVED && (last == null || count(event) >= count(last))) {
        last = event;
      }
    }
    boolean deleted = false;
    boolean forwarded = false;
    for (Event event : events) {
      if (last != null && event.isOfRunOf(last)) {
        deleted |= event.type() == EventType.DELETED;
        forwarded |= event.type() == EventType.FORWARDED;
      }
    }
    if (!deleted) {
      return Fate.QUEUED;
    }
    return forwarded ? Fate.FORWARDED : Fate.CONSUMED;
  }

  private static int count(Event received) {
    return received.receiveCount().orElse(0);
  }

  private static OptionalInt dlqReceiveCount(String messageId, List<Event> dlqReceived) {
    for (Event event : dlqReceived) {
      if (event.messageId().equals(messageId)) {
        return event.receiveCount();
      }
    }
    return dlqReceived.isEmpty() ? OptionalInt.empty() : dlqReceived.get(0).receiveCount();
  }

  private static int dlqCopies(List<Event> dlqReceived) {
    return dlqReceived.size() < 2
        ? dlqReceived.size()
        : (int) dlqReceived.stream().map(Event::messageId).distinct().count();
  }
}
