package dev.retrylab.harness.report.page;

import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.StepComparison;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.StepResult;
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
    return StepComparison.of(report).stream()
        .map(
            story ->
                new Step(
                    story.expected().number(),
                    story.time(),
                    story.expected().what(),
                    story.result().flatMap(StepResult::remark),
                    story.expected().quantities().keySet().stream()
                        .map(name -> row(story, name))
                        .toList()))
        .toList();
  }

  private Row row(StepComparison story, String name) {
    List<PageTable.Cell> cells =
        verdicts.hypotheses().stream()
            .map(id -> verdicts.step(story.expected().number(), id).quantities().get(name))
            .map(
                range -> new PageTable.Cell(range.words(), PageSign.of(story.verdict(name, range))))
            .toList();
    return new Row(name, story.realText(name), cells);
  }
}
