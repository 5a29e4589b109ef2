package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Infers that messages have expired: no log tells of it. A queue deletes a message when its
 * retention is over (facts ret-expire, ret-expire-fifo), so what was in the queue until then and
 * was not seen since is gone. Which queue it was in follows from its receives: once they are used
 * up, it moves to the dead-letter queue, and the retention of that one counts.
 *
 * @param retention of the source queue
 * @param redrive to the dead-letter queue; empty without one
 * @param seenBy until when the log must have been read, to have all that happened at a time
 */
public record ExpiryInference(
    Duration retention, Optional<RedrivePolicy> redrive, UnaryOperator<Instant> seenBy) {

  /** Without a dead-letter queue. */
  public ExpiryInference(Duration retention, UnaryOperator<Instant> seenBy) {
    this(retention, Optional.empty(), seenBy);
  }

  /** The end of a message by age: maybe after a move, at a time, for a reason. */
  private record End(Optional<Instant> moved, Instant at, String why) {}

  /**
   * By when the end of a message by age need not be waited for any longer: when it is deleted, or
   * when the source queue would have deleted it at the latest.
   */
  public Instant of(MessageHistory message) {
    Instant fromSource = message.sentAt().plus(retention);
    return end(message).map(End::at).filter(at -> at.isBefore(fromSource)).orElse(fromSource);
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
    if (message.terminal() || !message.allEndsKnown()) {
      return message;
    }
    return end(message)
        .filter(end -> !watchedUntil.isBefore(seenBy.apply(end.at())))
        .filter(end -> !seenSince(message, end.at()))
        .map(end -> with(message, end))
        .orElse(message);
  }

  private static boolean seenSince(MessageHistory message, Instant end) {
    return message.events(EventType.RECEIVED).stream().anyMatch(event -> event.at().isAfter(end));
  }

  /** Empty where the message moved to a queue that says nothing of it. */
  private Optional<End> end(MessageHistory message) {
    Instant fromSource = message.sentAt().plus(retention);
    Optional<Instant> moved =
        redrive.flatMap(policy -> policy.move(message)).filter(at -> at.isBefore(fromSource));
    return moved.isPresent()
        ? endInDlq(message, redrive.orElseThrow(), moved.get())
        : Optional.of(new End(Optional.empty(), fromSource, whyInSource(message, fromSource)));
  }

  private String whyInSource(MessageHistory message, Instant end) {
    String why =
        "the source queue's retention, %s from the sending, was over"
            .formatted(TimeText.setting(retention));
    return redrive
        .flatMap(policy -> policy.hiddenUntil(message))
        .filter(hidden -> hidden.isAfter(end))
        .map(hidden -> why + " while receive %d still hid it".formatted(message.receives()))
        .orElse(why + ", and nothing came of it since");
  }

  private static Optional<End> endInDlq(
      MessageHistory message, RedrivePolicy policy, Instant moved) {
    Instant gone = policy.goneFromDlq(message, moved);
    boolean atTheMove = gone.equals(moved);
    if (!atTheMove && !policy.dlqReceived()) {
      return Optional.empty();
    }
    String why =
        "the dead-letter queue's retention, %s from the %s, was over %s"
            .formatted(
                TimeText.setting(policy.dlqRetention()),
                policy.countsFromSending() ? "sending" : "move",
                atTheMove
                    ? "when it moved there, so that it was gone with the move"
                    : "before anything received it there");
    return Optional.of(new End(Optional.of(moved), gone, why));
  }

  /** What a last run still did after that time comes behind. */
  private static MessageHistory with(MessageHistory message, End end) {
    List<Event> events = new ArrayList<>();
    end.moved()
        .ifPresent(
            at ->
                events.add(
                    message.inferred(
                        EventType.DEAD_LETTERED, at, ": all its receives are used up")));
    events.add(message.inferred(EventType.EXPIRED, end.at(), ": " + end.why()));
    return message.with(events);
  }
}
