package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.QueueCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells from the queues' own counts, read when a watch is over, what became of the messages that no
 * log shows an end of. A count names no message, so it tells something only where it accounts for
 * all of them. An expiry is in no log either: it is believed where the source queue holds no more
 * than the others.
 */
public final class FinalCountInference {
  /** A count of AWS is right a minute after the last change at the latest. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private FinalCountInference() {}

  /** Whether there are messages of which no log shows an end. */
  public static boolean any(History history) {
    return history.messages().stream()
        .anyMatch(message -> !message.terminal() || expiredInSource(message));
  }

  private static boolean expiredInSource(MessageHistory message) {
    return message.fate() == Fate.EXPIRED && !message.expiredInDlq();
  }

  /**
   * The history with what the counts tell of such messages: they are still queued, were deleted
   * after a good run, or are lost, since no queue holds them. Where nothing tells, their fate is
   * unknown.
   *
   * @param counts since the start of the run; empty where they could not be read
   * @param watchedUntil up to which the log was read, on the clock of the run
   */
  public static History in(History history, Optional<QueueCounts> counts, Instant watchedUntil) {
    boolean bothRead =
        counts.filter(read -> !watchedUntil.plus(SETTLED).isBefore(read.at())).isPresent();
    Optional<QueueCounts> known = counts.filter(read -> bothRead);
    long unended = history.messages().stream().filter(message -> !message.terminal()).count();
    boolean expiredHeld = known.filter(read -> read.inSource() > unended).isPresent();
    return history.with(
        history.messages().stream()
            .map(
                message ->
                    message.terminal()
                        ? ended(message, expiredHeld)
                        : told(message, history, unended, known))
            .toList());
  }

  private static MessageHistory ended(MessageHistory message, boolean expiredHeld) {
    return expiredHeld && expiredInSource(message)
        ? message.without(EventType.EXPIRED).endingAs(Fate.UNKNOWN)
        : message;
  }

  private static MessageHistory told(
      MessageHistory message, History history, long unended, Optional<QueueCounts> read) {
    if (read.isEmpty()) {
      return message.endingAs(Fate.UNKNOWN);
    }
    QueueCounts counts = read.get();
    if (counts.inSource() == unended) {
      return message.endingAs(Fate.QUEUED);
    }
    if (counts.inSource() > 0) {
      return message.endingAs(Fate.UNKNOWN);
    }
    Optional<Event> good = goodEnd(message);
    if (good.isPresent()) {
      return message.with(List.of(deleted(good.get())));
    }
    boolean lost =
        counts.inDlq() <= 0
            && message.allEndsKnown()
            && history.unexplainedInvocations() == 0
            && !counts.at().isBefore(lastChange(history).plus(SETTLED));
    return message.endingAs(lost ? Fate.LOST : Fate.UNKNOWN);
  }

  /** The success of a run of which nothing says that its batch failed. */
  private static Optional<Event> goodEnd(MessageHistory message) {
    List<Event> open = message.openReceives();
    return message.events().stream()
        .filter(event -> event.type().isSuccess())
        .filter(event -> open.stream().anyMatch(event::isOfRunOf))
        .reduce((earlier, later) -> later);
  }

  private static Event deleted(Event success) {
    return new Event(
        EventType.DELETED,
        success.key(),
        success.messageId(),
        success.at(),
        success.sentAt(),
        success.receiveCount(),
        success.requestId(),
        Optional.of("inferred from the source queue's own count, which holds it no more"));
  }

  private static Instant lastChange(History history) {
    return history.messages().stream()
        .flatMap(message -> message.events().stream())
        .map(Event::at)
        .max(Instant::compareTo)
        .orElse(history.start());
  }
}
