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

/** What the harness did itself, in a page: what each step brought against what was expected. */
final class PageSteps {

  /**
   * A step.
   *
   * @param time since the start of the run, or that it was not done
   */
  record Step(int number, String time, String what, Optional<String> remark, List<Row> rows) {}

  /** One thing that was read off a step. */
  record Row(String name, String real, List<PageTable.Cell> cells) {}

  private final RunReport report;
  private final Verdicts verdicts;

  PageSteps(RunReport report, Verdicts verdicts) {
    this.report = report;
    this.verdicts = verdicts;
  }

  /** None where the scenario has none. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (StepPrediction expected :
        Judge.decisive(report.predictions()).map(Prediction::steps).orElse(List.of())) {
      Optional<StepResult> result =
          report.steps().stream().filter(one -> one.number() == expected.number()).findFirst();
      List<Row> rows =
          expected.quantities().keySet().stream()
              .map(name -> row(expected.number(), name, result))
              .toList();
      steps.add(
          new Step(
              expected.number(),
              result.map(this::time).orElse("not done"),
              expected.what(),
              result.flatMap(StepResult::remark),
              rows));
    }
    return steps;
  }

  private String time(StepResult result) {
    return TimeText.offset(Duration.between(report.history().start(), result.at()));
  }

  private Row row(int number, String name, Optional<StepResult> result) {
    Optional<Long> real = result.map(one -> one.quantities().get(name));
    List<PageTable.Cell> cells =
        verdicts.hypotheses().stream()
            .map(hypothesis -> verdicts.step(number, hypothesis).quantities().get(name))
            .map(expected -> cell(expected, real))
            .toList();
    return new Row(name, real.map(String::valueOf).orElse("not known"), cells);
  }

  private static PageTable.Cell cell(IntRange expected, Optional<Long> real) {
    Verdict verdict =
        real.map(count -> expected.contains(count) ? Verdict.MATCH : Verdict.DIVERGED)
            .orElse(Verdict.INCONCLUSIVE);
    return new PageTable.Cell(expected.words(), PageSign.of(verdict));
  }
}
