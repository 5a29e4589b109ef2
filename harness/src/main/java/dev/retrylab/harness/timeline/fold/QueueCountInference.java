package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.QueueCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells from the queues' own counts where the messages are that no log tells of, since a mapping is
 * disabled: still in the source queue, or in a dead-letter queue that nothing receives from. A
 * count names no message, so it tells something only where it accounts for all of them.
 *
 * @param visibilityTimeout after which a message that was received may be received again
 * @param sourceReceived whether the mapping of the source queue polls, or events are in no queue at
 *     all; if not, messages stay there
 * @param dlqReceived whether anything receives from the dead-letter queue; if not, what arrives
 *     there stays there
 * @param redrive to the dead-letter queue; empty without one
 */
public record QueueCountInference(
    Duration visibilityTimeout,
    boolean sourceReceived,
    boolean dlqReceived,
    Optional<RedrivePolicy> redrive) {

  /** After which a message would have been received by a mapping that polls. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  /**
   * The history with the moves that the counts tell of; the same history where they do not account
   * for all messages.
   */
  public History in(History history, Optional<QueueCounts> counts) {
    if (!sourceReceived || disagreement(history, counts).isPresent()) {
      return history;
    }
    Instant at = counts.orElseThrow().at();
    return history.with(
        history.messages().stream()
            .map(message -> message.terminal() ? message : moved(message, at))
            .toList());
  }

  /** Why the counts do not tell where the messages are; empty where they do. */
  public Optional<String> disagreement(History history, Optional<QueueCounts> read) {
    if (read.isEmpty()) {
      return Optional.of("the queues' own counts: they could not be read");
    }
    QueueCounts counts = read.get();
    long unseen = unseen(history).count();
    long inSource = sourceReceived ? 0 : unseen;
    long inDlq = (sourceReceived ? unseen : 0) + copies(history);
    if (!accounts(counts, inSource, inDlq)) {
      return Optional.of(
          "the queues' own counts to account for all messages: the source queue holds %d more than before the run and the dead-letter queue %d, where %d and %d were expected"
              .formatted(counts.inSource(), counts.inDlq(), inSource, inDlq));
    }
    return counts.at().isBefore(quiet(history))
        ? Optional.of("whether a message still in the source queue stays there")
        : Optional.empty();
  }

  /** Of a queue that is received from, what is left of others may become less meanwhile. */
  private boolean accounts(QueueCounts counts, long inSource, long inDlq) {
    boolean source = sourceReceived ? counts.inSource() <= inSource : counts.inSource() == inSource;
    return source && (dlqReceived || counts.inDlq() == inDlq);
  }

  /** When to read the counts again: a message that is due may move, and waits grow with time. */
  public Instant next(History history, Instant now) {
    Instant due =
        Stream.concat(unseen(history).flatMap(this::due), Stream.of(quiet(history)))
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .plusSeconds(1);
    Duration tenth = Duration.between(history.start(), now).dividedBy(10);
    Duration wait = tenth.compareTo(AGAIN) > 0 ? tenth : AGAIN;
    return due.isAfter(now) ? due : now.plus(wait);
  }

  private Stream<Instant> due(MessageHistory message) {
    List<Event> received = message.events(EventType.RECEIVED);
    return received.isEmpty()
        ? Stream.empty()
        : Stream.of(received.get(received.size() - 1).at().plus(visibilityTimeout));
  }

  /** Silence of the source queue is proof only once a mapping that polls would have received. */
  private Instant quiet(History history) {
    return sourceReceived
        ? history.start()
        : unseen(history)
            .map(message -> message.sentAt().plus(QUIET))
            .max(Comparator.naturalOrder())
            .orElse(history.start());
  }

  private static Stream<MessageHistory> unseen(History history) {
    return history.messages().stream().filter(QueueCountInference::unseen);
  }

  /** Also what was moved by the counts themselves, so that a second look says the same. */
  private static boolean unseen(MessageHistory message) {
    return !message.terminal()
        || (message.fate() == Fate.DEAD_LETTERED
            && message.events(EventType.DLQ_RECEIVED).isEmpty());
  }

  /** What the consumer itself sent to a dead-letter queue where nothing receives it. */
  private long copies(History history) {
    return dlqReceived
        ? 0
        : history.messages().stream()
            .mapToLong(message -> message.events(EventType.FORWARDED).size())
            .sum();
  }

  private MessageHistory moved(MessageHistory message, Instant read) {
    Instant at =
        redrive
            .flatMap(policy -> policy.move(message))
            .filter(due -> due.isBefore(read))
            .orElse(read);
    return message.with(
        List.of(
            message.inferred(
                EventType.DEAD_LETTERED, at, " from the dead-letter queue's own count")));
  }
}
