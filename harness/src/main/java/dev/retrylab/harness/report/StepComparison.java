package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.StepResult;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of the harness, as it was expected and as it went.
 *
 * @param expected by the documented rules
 * @param result empty where it was not done
 * @param at when it began, since the first message was sent
 */
public record StepComparison(
    StepPrediction expected, Optional<StepResult> result, Optional<Duration> at) {

  /** The steps in order; none for a scenario without steps. */
  public static List<StepComparison> of(RunReport report) {
    return Judge.decisive(report.predictions()).map(Prediction::steps).orElse(List.of()).stream()
        .map(step -> of(step, report))
        .toList();
  }

  private static StepComparison of(StepPrediction expected, RunReport report) {
    Optional<StepResult> result =
        report.steps().stream().filter(one -> one.number() == expected.number()).findFirst();
    return new StepComparison(
        expected, result, result.map(one -> Duration.between(report.history().start(), one.at())));
  }

  /** When it began, for people. */
  public String time() {
    return at.map(TimeText::offset).orElse("not done");
  }

  /** What was read off it. */
  Optional<Long> real(String quantity) {
    return result.map(one -> one.quantities().get(quantity));
  }

  /** The same for people. */
  public String realText(String quantity) {
    return real(quantity).map(String::valueOf).orElse("not known");
  }

  /** Whether what was read off it lies in a range. */
  public Verdict verdict(String quantity, IntRange range) {
    return real(quantity)
        .map(count -> range.contains(count) ? Verdict.MATCH : Verdict.DIVERGED)
        .orElse(Verdict.INCONCLUSIVE);
  }
}
