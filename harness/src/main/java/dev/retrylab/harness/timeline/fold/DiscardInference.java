package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Infers that asynchronous invocations were discarded: no log tells of it. Lambda gives an event up
 * when its attempts are used up, or when it is too old for another (Lambda developer guide,
 * invocation-async-error-handling); with neither a destination nor a dead-letter queue it is gone.
 *
 * @param attempts how many Lambda makes at most, 1 to 3; 0 where the function's reserved
 *     concurrency is 0, and Lambda gives an event up within seconds (async-zero-reserved)
 * @param maximumEventAge after which it makes none
 * @param seenBy until when the log must have been read, to have all that happened at a time
 */
public record DiscardInference(
    int attempts, Duration maximumEventAge, UnaryOperator<Instant> seenBy) {

  /** async-default-total-time: an attempt may come a little before its minutes are over. */
  private static final Duration EARLY = Duration.ofSeconds(3);

  /** How much later than its wait an attempt may come. */
  private static final Duration LATE = Duration.ofSeconds(20);

  /** After which no attempt begins any more. */
  public Instant lastAttempt(MessageHistory event) {
    return attempts == 0
        ? event.sentAt().plus(LATE)
        : event.sentAt().plus(maximumEventAge).plus(LATE);
  }

  /**
   * The history with what is surely discarded by now.
   *
   * @param watchedUntil up to which the log was read, on the clock of the run
   */
  public History in(History history, Instant watchedUntil) {
    return history.with(history.messages().stream().map(event -> in(event, watchedUntil)).toList());
  }

  private MessageHistory in(MessageHistory event, Instant watchedUntil) {
    if (event.terminal() || !event.allEndsKnown()) {
      return event;
    }
    return unattempted(event, watchedUntil)
        .or(() -> usedUp(event))
        .or(() -> tooOld(event))
        .or(() -> silent(event, watchedUntil))
        .map(discarded -> event.with(List.of(discarded)))
        .orElse(event);
  }

  private Optional<Event> unattempted(MessageHistory event, Instant watchedUntil) {
    boolean none = attempts == 0 && event.receives() == 0;
    return !none || watchedUntil.isBefore(seenBy.apply(lastAttempt(event)))
        ? Optional.empty()
        : Optional.of(
            discarded(
                event,
                event.sentAt(),
                "reserved concurrency 0 leaves it no attempt, and nothing came of it"));
  }

  private Optional<Event> usedUp(MessageHistory event) {
    return last(event.errors())
        .filter(any -> event.functionErrors() >= attempts)
        .map(error -> discarded(event, error.at(), "all its attempts have failed"));
  }

  /** The wait before the next attempt is as many minutes as there were (async-delays-1min-2min). */
  private Optional<Event> tooOld(MessageHistory event) {
    Duration wait = Duration.ofMinutes(event.functionErrors()).minus(EARLY);
    Instant end = event.sentAt().plus(maximumEventAge);
    return last(event.errors())
        .filter(error -> error.at().plus(wait).isAfter(end))
        .map(error -> discarded(event, error.at(), "it would be too old for its next attempt"));
  }

  private Optional<Event> silent(MessageHistory event, Instant watchedUntil) {
    Instant end = lastAttempt(event);
    return watchedUntil.isBefore(seenBy.apply(end))
        ? Optional.empty()
        : Optional.of(
            discarded(event, end, "its maximum age was over, and no event of it followed"));
  }

  private static Optional<Event> last(List<Event> events) {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
  }

  private static Event discarded(MessageHistory event, Instant at, String why) {
    return event.inferred(EventType.DISCARDED, at, ": " + why);
  }
}
