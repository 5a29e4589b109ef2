package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.timeline.StepResult;
import dev.retrylab.harness.timeline.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the harness did itself, as rows of a page's table. */
final class PageSteps {
  /** What one step brought: a quantity, real and as each hypothesis expects it. */
  record Row(String step, String at, String quantity, String real, List<Cell> cells) {}

  /** What one hypothesis expects. */
  record Cell(String value, PageSign sign) {}

  private PageSteps() {}

  /** A row for each quantity of each step, in order; none for a scenario without steps. */
  static List<Row> of(RunReport report, Verdicts verdicts) {
    List<Row> rows = new ArrayList<>();
    for (StepPrediction step :
        Judge.decisive(report.predictions()).map(Prediction::steps).orElse(List.of())) {
      Optional<StepResult> result =
          report.steps().stream().filter(one -> one.number() == step.number()).findFirst();
      String at =
          result
              .map(one -> Duration.between(report.history().start(), one.at()))
              .map(TimeText::offset)
              .orElse("not done");
      for (String quantity : step.quantities().keySet()) {
        Optional<Long> seen = result.map(one -> one.quantities().get(quantity));
        rows.add(
            new Row(
                step.number() + ". " + step.what(),
                at,
                quantity,
                seen.map(String::valueOf).orElse("not known"),
                verdicts.hypotheses().stream()
                    .map(id -> verdicts.step(step.number(), id).quantities().get(quantity))
                    .map(expected -> cell(expected, seen))
                    .toList()));
      }
    }
    return rows;
  }

  private static Cell cell(IntRange expected, Optional<Long> seen) {
    Verdict verdict =
        seen.map(count -> expected.contains(count) ? Verdict.MATCH : Verdict.DIVERGED)
            .orElse(Verdict.INCONCLUSIVE);
    return new Cell(expected.words(), PageSign.of(verdict));
  }
}
