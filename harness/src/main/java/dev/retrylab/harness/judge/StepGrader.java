package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.timeline.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what the steps of the harness brought against what one hypothesis predicts of them. */
final class StepGrader {
  private StepGrader() {}

  /** How verdicts name a step in place of a message. */
  static String key(int number) {
    return "step " + number;
  }

  /** The verdict on what a step brought. */
  static MessageVerdict grade(
      String hypothesis, StepPrediction expected, List<StepResult> results) {
    Optional<StepResult> result =
        results.stream().filter(one -> one.number() == expected.number()).findFirst();
    List<String> contradictions = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    expected
        .quantities()
        .forEach(
            (name, range) -> {
              Optional<Long> seen = result.map(one -> one.quantities().get(name));
              if (seen.isEmpty()) {
                missing.add("%s: %s is not known".formatted(expected.what(), name));
              } else if (!range.contains(seen.get())) {
                contradictions.add(
                    "%s: %s %d, not %s".formatted(expected.what(), name, seen.get(), words(range)));
              }
            });
    return grade(contradictions, missing).under(hypothesis);
  }

  private static Grade grade(List<String> contradictions, List<String> missing) {
    if (!contradictions.isEmpty()) {
      return Grade.diverged(contradictions);
    }
    return missing.isEmpty() ? Grade.MATCH : Grade.inconclusive(missing);
  }

  private static String words(IntRange range) {
    return range.max() == Integer.MAX_VALUE
        ? "at least " + range.min()
        : ExpectedWords.range(range);
  }
}
