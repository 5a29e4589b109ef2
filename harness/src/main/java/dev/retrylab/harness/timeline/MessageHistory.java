package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
    return first(EventType.SENT).orElseThrow().at();
  }

  /** The events of one type, in order. */
  public List<Event> events(EventType type) {
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
    int highest = 0;
    for (Event event : events) {
      if (event.type() == EventType.RECEIVED || event.type() == EventType.PHANTOM_RECEIVE) {
        highest = Math.max(highest, event.receiveCount().orElse(0));
      }
    }
    return highest;
  }

  /** The runs of the consumer that ended failed, timed out or crashed, in order. */
  public List<Event> errors() {
    List<Event> errors = new ArrayList<>();
    for (Event event : events) {
      if (event.isFunctionError()) {
        errors.add(event);
      }
    }
    return errors;
  }

  /** How many runs of the consumer ended failed, timed out or crashed. */
  public int functionErrors() {
    int errors = 0;
    for (Event event : events) {
      errors += event.isFunctionError() ? 1 : 0;
    }
    return errors;
  }

  /** How many receives the source queue counted and no function logged. */
  public int phantoms() {
    int phantoms = 0;
    for (Event event : events) {
      phantoms += event.type() == EventType.PHANTOM_RECEIVE ? 1 : 0;
    }
    return phantoms;
  }

  /** Where the message is, by the last facts. */
  public Fate fate() {
    if (first(EventType.DEAD_LETTERED).isPresent()) {
      return Fate.DEAD_LETTERED;
    }
    if (first(EventType.EXPIRED).isPresent()) {
      return Fate.EXPIRED;
    }
    if (first(EventType.DISCARDED).isPresent()) {
      return Fate.DISCARDED;
    }
    return fateByLastRun();
  }

  /** From the last receive on, by what belongs to its invocation. */
  private Fate fateByLastRun() {
    Optional<String> last = Optional.empty();
    boolean deleted = false;
    boolean forwarded = false;
    for (Event event : events) {
      if (event.type() == EventType.RECEIVED) {
        last = event.requestId();
        deleted = false;
        forwarded = false;
      } else if (event.requestId().equals(last)) {
        deleted |= event.type() == EventType.DELETED;
        forwarded |= event.type() == EventType.FORWARDED;
      }
    }
    if (!deleted) {
      return Fate.QUEUED;
    }
    return forwarded ? Fate.FORWARDED : Fate.CONSUMED;
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
    OptionalInt ofCopy = OptionalInt.empty();
    boolean any = false;
    for (Event event : events) {
      if (event.type() == EventType.DLQ_RECEIVED) {
        if (isRedriven(event)) {
          return event.receiveCount();
        }
        ofCopy = any ? ofCopy : event.receiveCount();
        any = true;
      }
    }
    return ofCopy;
  }

  /** How many different messages the DLQ consumer saw: direct copies and the redriven one. */
  public int dlqCopies() {
    List<Event> received = events(EventType.DLQ_RECEIVED);
    return received.size() < 2
        ? received.size()
        : (int) received.stream().map(Event::messageId).distinct().count();
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
    List<Event> open = events(EventType.RECEIVED);
    // What the harness itself received ran nowhere.
    open.removeIf(event -> event.requestId().isEmpty());
    for (Event event : events) {
      if (event.isFunctionError() || event.type() == EventType.DELETED) {
        firstOf(open, event).ifPresent(open::remove);
      }
    }
    return List.copyOf(open);
  }

  private static Optional<Event> firstOf(List<Event> receives, Event end) {
    for (Event received : receives) {
      if (received.requestId().equals(end.requestId())
          && received.receiveCount().equals(end.receiveCount())) {
        return Optional.of(received);
      }
    }
    return Optional.empty();
  }

  private Optional<Event> first(EventType type) {
    for (Event event : events) {
      if (event.type() == type) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }
}
