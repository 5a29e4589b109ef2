package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The redrive policy of the source queue and the dead-letter queue behind it, as far as they say
 * when a message moves and when it is gone.
 *
 * @param visibilityTimeout how long a received message of a key stays hidden in the source queue at
 *     the most
 * @param dlqRetention how long the dead-letter queue keeps a message
 * @param countsFromSending whether that counts from the first sending, as in a standard queue; else
 *     from the move, as in a FIFO queue (sup-dlq-retention-clock)
 * @param dlqReceived whether anything receives from the dead-letter queue, so that nothing stays
 *     there unseen
 */
public record RedrivePolicy(
    int maxReceiveCount,
    Function<String, Duration> visibilityTimeout,
    Duration dlqRetention,
    boolean countsFromSending,
    boolean dlqReceived) {

  /**
   * When a message that has used up its receives, none of which is still running, is sure to be
   * visible again, and so moves; empty for any other.
   */
  Optional<Instant> move(MessageHistory message) {
    List<Event> received = message.events(EventType.RECEIVED);
    // What the harness receives is hidden for a time of its own.
    boolean byHarness = received.stream().anyMatch(event -> event.requestId().isEmpty());
    if (message.receives() < maxReceiveCount || byHarness || !message.allEndsKnown()) {
      return Optional.empty();
    }
    return hiddenUntil(message);
  }

  /** Until when its last receive hides a message at the most; empty of one never received. */
  Optional<Instant> hiddenUntil(MessageHistory message) {
    List<Event> received = message.events(EventType.RECEIVED);
    return received.isEmpty()
        ? Optional.empty()
        : Optional.of(
            received.get(received.size() - 1).at().plus(visibilityTimeout.apply(message.key())));
  }

  /** When the dead-letter queue deletes a message, not before it moved there. */
  Instant goneFromDlq(MessageHistory message, Instant moved) {
    Instant gone = (countsFromSending ? message.sentAt() : moved).plus(dlqRetention);
    return gone.isBefore(moved) ? moved : gone;
  }
}
