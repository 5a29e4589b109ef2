package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * All that is known of one message.
 *
 * @param messageId the id that the source queue gave it
 * @param group its message group; empty on a standard queue
 * @param events in the order in which they happened
 */
public record MessageHistory(
    String key, String userId, String messageId, Optional<String> group, List<Event> events) {

  public MessageHistory {
    events = List.copyOf(events);
  }

  /** When the source queue took the message, on the queue's clock. */
  public Instant sentAt() {
    return ofType(EventType.SENT).findFirst().orElseThrow().at();
  }

  /** The events of one type, in order. */
  public List<Event> events(EventType type) {
    return ofType(type).toList();
  }

  /** How many receives the source queue counted, including those that no function logged. */
  public int receives() {
    return Stream.concat(ofType(EventType.RECEIVED), ofType(EventType.PHANTOM_RECEIVE))
        .mapToInt(event -> event.receiveCount().orElse(0))
        .max()
        .orElse(0);
  }

  /** The runs of the consumer that ended failed, timed out or crashed, in order. */
  public List<Event> errors() {
    return events.stream().filter(Event::isFunctionError).toList();
  }

  /** How many runs of the consumer ended failed, timed out or crashed. */
  public int functionErrors() {
    return errors().size();
  }

  /** How many receives the source queue counted and no function logged. */
  public int phantoms() {
    return (int) ofType(EventType.PHANTOM_RECEIVE).count();
  }

  /** Where the message is, by the last facts. */
  public Fate fate() {
    if (ofType(EventType.DEAD_LETTERED).findAny().isPresent()) {
      return Fate.DEAD_LETTERED;
    }
    if (ofType(EventType.EXPIRED).findAny().isPresent()) {
      return Fate.EXPIRED;
    }
    if (ofType(EventType.DISCARDED).findAny().isPresent()) {
      return Fate.DISCARDED;
    }
    List<Event> lastRun = lastRun();
    if (lastRun.stream().noneMatch(event -> event.type() == EventType.DELETED)) {
      return Fate.QUEUED;
    }
    return lastRun.stream().anyMatch(event -> event.type() == EventType.FORWARDED)
        ? Fate.FORWARDED
        : Fate.CONSUMED;
  }

  /** Whether the source queue is done with the message. */
  public boolean terminal() {
    return fate() != Fate.QUEUED;
  }

  /**
   * The receive count at the first receive from the dead-letter queue: of the redriven message, and
   * where there is none, of the first copy that the consumer sent there itself.
   */
  public OptionalInt dlqReceiveCount() {
    return Stream.concat(
            ofType(EventType.DLQ_RECEIVED).filter(this::isRedriven), ofType(EventType.DLQ_RECEIVED))
        .findFirst()
        .map(Event::receiveCount)
        .orElse(OptionalInt.empty());
  }

  /** How many different messages the DLQ consumer saw: direct copies and the redriven one. */
  public int dlqCopies() {
    return (int) ofType(EventType.DLQ_RECEIVED).map(Event::messageId).distinct().count();
  }

  /** Whether the event is about the message itself, and not a copy: redrive keeps the id. */
  public boolean isRedriven(Event dlqReceived) {
    return dlqReceived.messageId().equals(messageId);
  }

  /**
   * Receives of which it is not known yet how they ended: no error, and no deletion, which takes
   * the end of the invocation.
   */
  public List<Event> openRuns() {
    // What the harness itself received ran nowhere.
    List<Event> open =
        new ArrayList<>(
            ofType(EventType.RECEIVED).filter(event -> event.requestId().isPresent()).toList());
    events.stream()
        .filter(event -> event.isFunctionError() || event.type() == EventType.DELETED)
        .forEach(end -> firstOf(open, end).ifPresent(open::remove));
    return List.copyOf(open);
  }

  private static Optional<Event> firstOf(List<Event> receives, Event end) {
    return receives.stream()
        .filter(received -> received.requestId().equals(end.requestId()))
        .filter(received -> received.receiveCount().equals(end.receiveCount()))
        .findFirst();
  }

  private List<Event> lastRun() {
    List<Event> received = events(EventType.RECEIVED);
    if (received.isEmpty()) {
      return List.of();
    }
    Event last = received.get(received.size() - 1);
    return events.subList(events.indexOf(last), events.size()).stream()
        .filter(event -> event.requestId().equals(last.requestId()))
        .toList();
  }

  private Stream<Event> ofType(EventType type) {
    return events.stream().filter(event -> event.type() == type);
  }
}
