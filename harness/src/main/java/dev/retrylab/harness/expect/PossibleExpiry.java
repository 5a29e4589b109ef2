package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way in which a message may expire.
 *
 * @param queue whose retention it is
 * @param retention of that queue
 * @param notBefore the lower bound of the expiry, since the message was sent
 * @param move the lower bound of the move to the dead-letter queue, where it expires there
 */
public record PossibleExpiry(
    QueueRole queue, Duration retention, Duration notBefore, Optional<Duration> move) {

  /** All of them, of a message of a scenario: none, one, or one for each queue. */
  public static List<PossibleExpiry> of(Scenario scenario, MessagePrediction message) {
    List<PossibleExpiry> all = new ArrayList<>();
    QueueSettings settings = scenario.queue();
    if (!message.fates().contains(Fate.EXPIRED)) {
      return all;
    }
    if (message.restsOn(DocumentedRules.RETENTION)) {
      all.add(
          new PossibleExpiry(
              QueueRole.SOURCE, settings.retention(), settings.retention(), Optional.empty()));
    }
    if (message.restsOn(DocumentedRules.DLQ_RETENTION)) {
      Duration move = message.deadLetteredNotBefore().orElse(Duration.ZERO);
      Duration kept = settings.dlqRetention();
      // sup-dlq-retention-clock
      Duration gone = settings.type() == QueueType.STANDARD ? kept : move.plus(kept);
      all.add(
          new PossibleExpiry(
              QueueRole.DLQ, kept, gone.compareTo(move) < 0 ? move : gone, Optional.of(move)));
    }
    return List.copyOf(all);
  }

  /** One sentence for people. */
  public String sentence() {
    if (queue == QueueRole.SOURCE) {
      return "expired: in the source queue at %s, when queue.retention is over, if it is still there."
          .formatted(TimeText.offset(notBefore));
    }
    String kept = "queue.dlqRetention, " + TimeText.setting(retention) + " from the sending, ";
    return notBefore.equals(move.orElse(Duration.ZERO))
        ? "expired: in the dead-letter queue with the move, not before %s: %sis over by then."
            .formatted(TimeText.offset(notBefore), kept)
        : "expired: in the dead-letter queue at %s, when %sis over, if nothing received it there before."
            .formatted(TimeText.offset(notBefore), kept);
  }
}
