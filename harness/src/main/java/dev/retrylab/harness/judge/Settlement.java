package dev.retrylab.harness.judge;

import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is still to be seen of one message, whatever anyone expects of it.
 *
 * @param waitedFor facts that are missing, one phrase each
 * @param quietFrom the time after which silence is proof, slack and ingestion lag apart
 */
record Settlement(List<String> waitedFor, Instant quietFrom) {
  private static final Set<Fate> RETURNING = Set.of(Fate.CONSUMED, Fate.FORWARDED, Fate.DISCARDED);

  static Settlement of(MessageHistory message, Duration visibilityTimeout) {
    List<String> missing = new ArrayList<>();
    if (!message.terminal()) {
      missing.add(notTerminal(message));
    } else {
      message.openRuns().forEach(open -> missing.add(openRun(open)));
    }
    int forwards = message.events(EventType.FORWARDED).size();
    long copies =
        message.events(EventType.DLQ_RECEIVED).stream()
            .filter(event -> !message.isRedriven(event))
            .map(Event::messageId)
            .distinct()
            .count();
    if (copies < forwards) {
      missing.add(
          "copies that the consumer sent to the dead-letter queue received there: %d of %d"
              .formatted(copies, forwards));
    }
    return new Settlement(List.copyOf(missing), quietFrom(message, visibilityTimeout));
  }

  private static String notTerminal(MessageHistory message) {
    int receives = message.receives();
    return receives == 0
        ? "not yet received"
        : "neither deleted nor dead-lettered yet (%s seen)"
            .formatted(Words.count(receives, "receive"));
  }

  private static String openRun(Event open) {
    return "the run of receive %d has not ended yet".formatted(open.receiveCount().orElse(0));
  }

  /**
   * A message that was not really deleted would come back after its visibility timeout, and an
   * event that was not really discarded after its wait; the missing line of a phantom receive may
   * be late.
   */
  private static Instant quietFrom(MessageHistory message, Duration visibilityTimeout) {
    Stream<Instant> gaps = message.events(EventType.PHANTOM_RECEIVE).stream().map(Event::at);
    boolean couldReturn = RETURNING.contains(message.fate());
    Stream<Instant> returns =
        couldReturn
            ? message.events(EventType.RECEIVED).stream()
                .map(received -> received.at().plus(visibilityTimeout))
            : Stream.empty();
    return Stream.concat(gaps, returns).max(Comparator.naturalOrder()).orElseGet(message::sentAt);
  }
}
