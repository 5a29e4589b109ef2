package dev.retrylab.harness.report;

import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.Fate;
import dev.retrylab.harness.timeline.MessageHistory;
import java.util.List;
import java.util.OptionalInt;

/**
 * What was seen of a message, in numbers, and the verdicts on it: in a report of many, those of
 * which it is the same are counted together.
 *
 * @param verdicts in the order of the hypotheses
 */
public record ObservedCounts(
    int receives,
    int functionErrors,
    int unprocessed,
    Fate fate,
    int dlqCopies,
    OptionalInt dlqReceiveCount,
    List<Verdict> verdicts) {

  public static ObservedCounts of(MessageHistory message, Verdicts verdicts) {
    return new ObservedCounts(
        message.receives(),
        message.functionErrors(),
        message.unprocessed(),
        message.fate(),
        message.dlqCopies(),
        message.dlqReceiveCount(),
        verdicts.words(message.key()));
  }
}
