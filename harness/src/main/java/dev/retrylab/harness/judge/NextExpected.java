package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.timeline.MessageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the documented rules expect next.
 *
 * @param what such as "receive 2" or "dead-letter queue"
 * @param at the earliest time at which it can happen
 */
public record NextExpected(String key, String what, Instant at) {

  /** The next thing due; of those that are overdue, the one that is so for longest. */
  static Optional<NextExpected> of(List<Prediction> predictions, Histories histories, Instant now) {
    List<NextExpected> all = new ArrayList<>();
    Judge.decisive(predictions)
        .ifPresent(
            prediction ->
                histories.forEach(
                    prediction,
                    (expected, message) -> next(expected, message).ifPresent(all::add)));
    all.sort(Comparator.comparing(NextExpected::at));
    return all.stream()
        .filter(next -> !next.at().isBefore(now))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static Optional<NextExpected> next(MessagePrediction expected, MessageHistory message) {
    if (message.terminal()) {
      return Optional.empty();
    }
    int seen = message.receives();
    if (seen < expected.earliest().size()) {
      return Optional.of(at(message, "receive " + (seen + 1), expected.earliest().get(seen)));
    }
    return expected.deadLetteredNotBefore().map(bound -> at(message, "dead-letter queue", bound));
  }

  private static NextExpected at(MessageHistory message, String what, Duration sinceSent) {
    return new NextExpected(message.key(), what, message.sentAt().plus(sinceSent));
  }
}
