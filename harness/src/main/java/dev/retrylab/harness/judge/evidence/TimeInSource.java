package dev.retrylab.harness.judge.evidence;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a message was in its source queue, as far as it is proven. A run shows in the log later
 * than its receive, and nothing tells by how much; the queue's own time of the send is exact, and a
 * receive hides the message for the visibility timeout: the n-th one cannot have come before n - 1
 * of them.
 */
record TimeInSource(MessageHistory message, Conditions conditions) {

  /**
   * The first deletion that must have worked: the run had ended while the message was still hidden
   * for it, so that its receipt handle was good.
   */
  Optional<Event> deletion() {
    return message.events(EventType.DELETED).stream()
        .filter(
            deleted ->
                hiddenUntil(deleted.receiveCount().orElse(0))
                    .isAfter(deleted.at().plus(conditions.clockSkew())))
        .findFirst();
  }

  /** It was there until this time at the least. */
  Instant notGoneBefore() {
    if (message.phantoms() > 0) {
      // What no function logged may have been the run of a batch that others were in, too.
      return message.sentAt();
    }
    Instant hidden = lastHidden();
    // One that runs at its receive and at the next at a time may be moved before any run has ended.
    Instant gone = firstDeletion().filter(at -> !moved() || at.isBefore(hidden)).orElse(hidden);
    Instant expired = message.sentAt().plus(conditions.retention());
    return expired.isBefore(gone) ? expired : gone;
  }

  /** A run that says so is the earliest that can have deleted it, whether it did or not. */
  private Optional<Instant> firstDeletion() {
    return message.events(EventType.DELETED).stream().findFirst().map(Event::at);
  }

  /** Only a message that was moved surely sat out its last visibility timeout, too. */
  private Instant lastHidden() {
    return hiddenUntil(moved() ? message.receives() : message.receives() - 1);
  }

  private boolean moved() {
    return !message.events(EventType.DEAD_LETTERED).isEmpty();
  }

  private Instant hiddenUntil(int receives) {
    Stream<Event> received = message.events(EventType.RECEIVED).stream();
    // A step of the harness hides messages for a time of its own.
    boolean byHarness = received.anyMatch(event -> event.requestId().isEmpty());
    Duration hidden = conditions.shortestVisibility().multipliedBy(Math.max(0, receives));
    return byHarness ? message.sentAt() : message.sentAt().plus(hidden);
  }
}
