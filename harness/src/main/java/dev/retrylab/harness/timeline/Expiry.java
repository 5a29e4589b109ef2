package dev.retrylab.harness.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Infers that messages have expired: no log tells of it. The queue deletes a message when its
 * retention is over (facts ret-expire, ret-expire-fifo), so what was in the queue until then and
 * was not seen since is gone.
 *
 * @param retention of the source queue
 * @param seenBy until when the log must have been read, to have all that happened at a time
 */
public record Expiry(Duration retention, UnaryOperator<Instant> seenBy) {

  /** When the queue deletes a message. */
  public Instant of(MessageHistory message) {
    return message.sentAt().plus(retention);
  }

  /**
   * The history with the expiries that are sure by now.
   *
   * @param watchedUntil up to which the log was read, on the clock of the run
   */
  public History in(History history, Instant watchedUntil) {
    return history.with(
        history.messages().stream().map(message -> in(message, watchedUntil)).toList());
  }

  private MessageHistory in(MessageHistory message, Instant watchedUntil) {
    if (message.terminal()) {
      return message;
    }
    Instant end = of(message);
    boolean silent = !watchedUntil.isBefore(seenBy.apply(end)) && message.openRuns().isEmpty();
    boolean seenSince =
        message.events(EventType.RECEIVED).stream().anyMatch(event -> event.at().isAfter(end));
    if (!silent || seenSince) {
      return message;
    }
    // What a last run still did after that time comes behind.
    List<Event> events = new ArrayList<>(message.events());
    events.add(expired(message, end));
    events.sort(Event.order());
    return new MessageHistory(
        message.key(), message.userId(), message.messageId(), message.group(), events);
  }

  private Event expired(MessageHistory message, Instant end) {
    return new Event(
        EventType.EXPIRED,
        message.key(),
        message.messageId(),
        end,
        message.sentAt(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of("inferred: its retention was over, and nothing came of it since"));
  }
}
