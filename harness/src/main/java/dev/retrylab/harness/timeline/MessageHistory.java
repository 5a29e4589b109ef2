package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** All that is known of one message. */
public final class MessageHistory {
  private final String key;
  private final String userId;
  private final String messageId;
  private final Optional<String> group;
  private final List<Event> events;
  private final MessageSummary tally;
  private final Optional<Fate> atTheEnd;

  /**
   * @param key the message's key in the scenario
   * @param messageId the id that the source queue gave it
   * @param group its message group; empty on a standard queue
   * @param events in the order in which they happened
   */
  public MessageHistory(
      String key, String userId, String messageId, Optional<String> group, List<Event> events) {
    this(key, userId, messageId, group, events, Optional.empty());
  }

  private MessageHistory(
      String key,
      String userId,
      String messageId,
      Optional<String> group,
      List<Event> events,
      Optional<Fate> atTheEnd) {
    this.key = key;
    this.userId = userId;
    this.messageId = messageId;
    this.group = group;
    this.events = List.copyOf(events);
    this.tally = MessageSummary.of(messageId, this.events);
    this.atTheEnd = atTheEnd;
  }

  /** The same message, of which no event tells where it ended up. */
  public MessageHistory endingAs(Fate fate) {
    return new MessageHistory(key, userId, messageId, group, events, Optional.of(fate));
  }

  /** The same with what no log tells, each at its time. */
  public MessageHistory with(List<Event> inferred) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(inferred);
    all.sort(Event.order());
    return new MessageHistory(key, userId, messageId, group, all);
  }

  /** The same without the events of a type that turned out to be none. */
  public MessageHistory without(EventType type) {
    return new MessageHistory(
        key,
        userId,
        messageId,
        group,
        events.stream().filter(event -> event.type() != type).toList());
  }

  /** An event of this message that no log tells, with the reason why it is believed. */
  public Event inferred(EventType type, Instant at, String why) {
    return new Event(
        type,
        key,
        messageId,
        at,
        sentAt(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of("inferred" + why));
  }

  public String key() {
    return key;
  }

  public String userId() {
    return userId;
  }

  /** The id that the source queue gave it. */
  public String messageId() {
    return messageId;
  }

  /** Its message group; empty on a standard queue. */
  public Optional<String> group() {
    return group;
  }

  /** In the order in which they happened. */
  public List<Event> events() {
    return events;
  }

  /** When the source queue took the message, on the queue's clock. */
  public Instant sentAt() {
    for (Event event : events) {
      if (event.type() == EventType.SENT) {
        return event.at();
      }
    }
    throw new IllegalStateException("message " + key + " was not sent");
  }

  /** The events of one type, in order. */
  public List<Event> events(EventType type) {
    if (type == EventType.RECEIVED) {
      return tally.received();
    }
    List<Event> found = new ArrayList<>();
    for (Event event : events) {
      if (event.type() == type) {
        found.add(event);
      }
    }
    return found;
  }

  /** How many receives the source queue counted, including those that no function logged. */
  public int receives() {
    return tally.receives();
  }

  /** The ends of the runs of the consumer that failed for the message, in order. */
  public List<Event> errors() {
    List<Event> errors = new ArrayList<>();
    for (Event event : events) {
      if (event.isFunctionError()) {
        errors.add(event);
      }
    }
    return errors;
  }

  /**
   * How many runs of the consumer failed for the message: it threw, was reported, timed out or
   * crashed, or its batch failed after it was done.
   */
  public int functionErrors() {
    return tally.functionErrors();
  }

  /** How many runs of the consumer gave the message back without having reached it. */
  public int unprocessed() {
    return tally.unprocessed();
  }

  /**
   * Whether it is certain that the message is in the dead-letter queue, or was, and that the
   * consumer never acted on it: each receive is known to have been no run, or one that gave the
   * message back unprocessed.
   */
  public boolean deadLetteredUnrun() {
    return fate() == Fate.DEAD_LETTERED
        && functionErrors() == 0
        && allEndsKnown()
        && events.stream().noneMatch(event -> event.type().isSuccess());
  }

  /** How many receives the source queue counted and no function logged. */
  public int phantoms() {
    return tally.phantoms();
  }

  /** Where the message is, by the last facts. */
  public Fate fate() {
    return atTheEnd.orElse(tally.fate());
  }

  /** Whether it expired, and in the dead-letter queue: it had moved there before. */
  public boolean expiredInDlq() {
    return fate() == Fate.EXPIRED && !events(EventType.DEAD_LETTERED).isEmpty();
  }

  /** Whether the source queue is known to be done with the message. */
  public boolean terminal() {
    return fate() != Fate.QUEUED && fate() != Fate.UNKNOWN;
  }

  /**
   * The receive count at the first receive from the dead-letter queue: of the redriven message, and
   * where there is none, of the first copy that the consumer sent there itself.
   */
  public OptionalInt dlqReceiveCount() {
    return tally.dlqReceiveCount();
  }

  /** How many different messages the DLQ consumer saw: direct copies and the redriven one. */
  public int dlqCopies() {
    return tally.dlqCopies();
  }

  /** Whether the event is about the message itself, and not a copy: redrive keeps the id. */
  public boolean isSameMessage(Event dlqReceived) {
    return dlqReceived.messageId().equals(messageId);
  }

  /**
   * Receives of which it is not known yet how they ended: not given back, and not deleted, which
   * takes the end of the invocation.
   */
  public List<Event> openReceives() {
    List<Event> open = new ArrayList<>(tally.received());
    // What the harness itself received ran nowhere.
    open.removeIf(event -> event.requestId().isEmpty());
    for (Event event : events) {
      if (event.givesBack()
          || event.type() == EventType.DELETED
          || event.type() == EventType.ENDED) {
        firstOf(open, event).ifPresent(open::remove);
      }
    }
    return List.copyOf(open);
  }

  private static Optional<Event> firstOf(List<Event> receives, Event end) {
    for (Event received : receives) {
      if (end.isOfRunOf(received)) {
        return Optional.of(received);
      }
    }
    return Optional.empty();
  }

  /**
   * The ends of runs of which nothing says how they ended: each of them failed for the message or
   * did not.
   */
  public List<Event> unknownEnds() {
    return events(EventType.ENDED);
  }

  /** Whether it is known of each run how it ended. */
  public boolean allEndsKnown() {
    return openReceives().isEmpty() && unknownEnds().isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageHistory history
        && key.equals(history.key)
        && userId.equals(history.userId)
        && messageId.equals(history.messageId)
        && group.equals(history.group)
        && events.equals(history.events)
        && atTheEnd.equals(history.atTheEnd);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, userId, messageId, group, events, atTheEnd);
  }

  @Override
  public String toString() {
    return "message " + key + ": " + events;
  }
}
