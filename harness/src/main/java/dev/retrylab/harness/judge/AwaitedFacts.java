package dev.retrylab.harness.judge;

import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is still to be seen of one message, whatever anyone expects of it.
 *
 * @param waitedFor facts that are missing, one phrase each
 * @param quietFrom the time after which silence is proof, slack and ingestion lag apart
 */
record AwaitedFacts(List<String> waitedFor, Instant quietFrom) {
  private static final Set<Fate> RETURNING = Set.of(Fate.CONSUMED, Fate.FORWARDED, Fate.DISCARDED);

  static AwaitedFacts of(MessageHistory message, Conditions conditions) {
    List<String> missing = new ArrayList<>();
    if (!message.terminal()) {
      missing.add(notTerminal(message));
    } else {
      message.openReceives().forEach(open -> missing.add(openRun(open)));
    }
    int forwards = message.events(EventType.FORWARDED).size();
    if (forwards > 0 && conditions.dlqReceived()) {
      addMissingCopies(message, forwards, missing);
    }
    return new AwaitedFacts(
        List.copyOf(missing), quietFrom(message, conditions.visibilityTimeout()));
  }

  private static void addMissingCopies(MessageHistory message, int forwards, List<String> missing) {
    long copies =
        message.events(EventType.DLQ_RECEIVED).stream()
            .filter(event -> !message.isSameMessage(event))
            .map(Event::messageId)
            .distinct()
            .count();
    if (copies < forwards) {
      missing.add(
          "copies that the consumer sent to the dead-letter queue received there: %d of %d"
              .formatted(copies, forwards));
    }
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

  /** What is missing and will not come, one phrase each. */
  static List<String> untold(MessageHistory message) {
    return message.unknownEnds().stream().map(AwaitedFacts::untold).toList();
  }

  private static String untold(Event ended) {
    return "how the run of receive %d ended: it did, and nothing says how"
        .formatted(ended.receiveCount().orElse(0));
  }

  /**
   * A message that was not really deleted would come back after its visibility timeout, and an
   * event that was not really discarded after its wait; the missing line of a phantom receive, or
   * of a run that nothing tells the end of, may be late.
   */
  private static Instant quietFrom(MessageHistory message, Duration visibilityTimeout) {
    boolean couldReturn = RETURNING.contains(message.fate());
    Instant latest = Instant.MIN;
    for (Event event : message.events()) {
      if (event.type() == EventType.PHANTOM_RECEIVE || event.type() == EventType.ENDED) {
        latest = later(latest, event.at());
      } else if (event.type() == EventType.RECEIVED && couldReturn) {
        latest = later(latest, event.at().plus(visibilityTimeout));
      }
    }
    return latest.equals(Instant.MIN) ? message.sentAt() : latest;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}
