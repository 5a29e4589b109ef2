package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.Words;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Grades one message under one prediction. */
@FunctionalInterface
interface Grader {

  Grade grade(MessagePrediction expected, MessageHistory message, Evidence evidence);

  /**
   * What contradicts the prediction makes it DIVERGED, what is merely missing INCONCLUSIVE, and
   * silence counts only once it lasted long enough.
   */
  static Grade byTheRules(MessagePrediction expected, MessageHistory message, Evidence evidence) {
    List<String> contradictions = Contradictions.standing(expected, message, evidence);
    if (!contradictions.isEmpty()) {
      return Grade.diverged(contradictions);
    }
    List<String> missing = missing(expected, message, evidence);
    if (!missing.isEmpty()) {
      return Grade.inconclusive(missing);
    }
    List<String> atTheEnd = Contradictions.atTheEnd(expected, message, evidence);
    return atTheEnd.isEmpty() ? Grade.MATCH : Grade.diverged(atTheEnd);
  }

  private static List<String> missing(
      MessagePrediction expected, MessageHistory message, Evidence evidence) {
    AwaitedFacts awaited = AwaitedFacts.of(message, evidence.conditions());
    boolean mayStay = message.fate() == Fate.QUEUED && expected.fates().contains(Fate.QUEUED);
    if (!awaited.waitedFor().isEmpty() && !mayStay) {
      return awaited.waitedFor();
    }
    if (!message.unknownEnds().isEmpty()) {
      return AwaitedFacts.untold(message);
    }
    if (evidence.unexplainedRuns() > 0) {
      return List.of(
          "what %s of the consumer had, which logged nothing"
              .formatted(Words.count(evidence.unexplainedRuns(), "invocation")));
    }
    if (!evidence.wouldHaveSeen(awaited.quietFrom())) {
      return List.of(tooShort(message, evidence, "another receive", awaited.quietFrom()));
    }
    return Contradictions.firstMissingError(expected, message)
        .map(
            due ->
                tooShort(message, evidence, "the next function error", message.sentAt().plus(due)))
        .map(List::of)
        .orElse(List.of());
  }

  private static String tooShort(
      MessageHistory message, Evidence evidence, String what, Instant due) {
    return "watched until %s only, and %s may be seen as late as %s"
        .formatted(
            evidence.watchedUntil(message.sentAt()),
            what,
            TimeText.offset(
                Duration.between(
                    message.sentAt(),
                    Evidence.seenBy(due, evidence.conditions(), evidence.ingestionLag()))));
  }
}
