package dev.retrylab.harness.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened to a message.
 *
 * @param key the message's key in the scenario
 * @param messageId the id under which it happened: a copy that the consumer sent to the dead-letter
 *     queue has an id of its own there
 * @param at absolute time, on the clock of the run
 * @param sentAt when the source queue took the message, on the same clock
 * @param receiveCount the queue's receive count, where the event belongs to a receive
 * @param requestId the invocation, where the event belongs to one
 * @param detail the error, or what the event was inferred from
 */
public record Event(
    EventType type,
    String key,
    String messageId,
    Instant at,
    Instant sentAt,
    OptionalInt receiveCount,
    Optional<String> requestId,
    Optional<String> detail) {

  private static final int FIRST_DLQ_RANK = 7;

  private static final Comparator<Event> STORY =
      Comparator.comparing(Event::at)
          .thenComparing(event -> event.rank() >= FIRST_DLQ_RANK)
          .thenComparing(event -> event.receiveCount().orElse(0))
          .thenComparing(Event::rank)
          .thenComparing(Object::toString);

  /**
   * By time; within the same millisecond the source queue's story comes first, in its own order.
   */
  public static Comparator<Event> order() {
    return STORY;
  }

  /** Since the source queue took the message; not below zero but where clocks differ. */
  public Duration sinceSent() {
    return Duration.between(sentAt, at);
  }

  /** Whether the event is the end of a run that failed for the message. */
  public boolean isFunctionError() {
    return type == EventType.FAILED || type == EventType.TIMED_OUT || type == EventType.CRASHED;
  }

  /** Whether the event is the end of a run after which the message returns to its queue. */
  public boolean givesBack() {
    return isFunctionError() || type == EventType.UNPROCESSED;
  }

  /** Whether the event belongs to the run that a receive began. */
  public boolean isOfRunOf(Event received) {
    return requestId.equals(received.requestId) && receiveCount.equals(received.receiveCount);
  }

  private int rank() {
    return switch (type) {
      case SENT -> 0;
      case PHANTOM_RECEIVE -> 1;
      case RECEIVED -> 2;
      case SUCCEEDED, FORWARDED -> 3;
      case FAILED, UNPROCESSED, TIMED_OUT, CRASHED, ENDED -> 4;
      case DELETED -> 5;
      case DISCARDED -> 6;
      case DEAD_LETTERED -> FIRST_DLQ_RANK;
      case DLQ_RECEIVED -> 8;
      // In which queue ever: what moved may be gone with the move.
      case EXPIRED -> 9;
    };
  }
}
