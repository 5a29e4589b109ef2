package dev.retrylab.harness.expect.prediction;

import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
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

  /** In the source queue, whose retention counts from the sending. */
  public static PossibleExpiry inSource(QueueSettings queue) {
    return new PossibleExpiry(
        QueueRole.SOURCE, queue.retention(), queue.retention(), Optional.empty());
  }

  /**
   * In the dead-letter queue, where it counts from the sending or from the move
   * (sup-dlq-retention-clock).
   *
   * @param move the lower bound of the move, since the message was sent
   */
  public static PossibleExpiry inDlq(QueueSettings queue, Duration move) {
    Duration kept = queue.dlqRetention();
    Duration gone = queue.type() == QueueType.STANDARD ? kept : move.plus(kept);
    return new PossibleExpiry(
        QueueRole.DLQ, kept, gone.compareTo(move) < 0 ? move : gone, Optional.of(move));
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
