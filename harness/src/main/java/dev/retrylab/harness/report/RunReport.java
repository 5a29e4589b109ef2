package dev.retrylab.harness.report;

import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Judgement;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.StepResult;
import java.util.List;

/**
 * All that a report tells; the same for every format.
 *
 * @param scenario with the settings as deployed
 * @param target such as "local" or "aws"
 * @param steps what the harness did besides sending, in order
 * @param runDirectory as people would type it, relative to the current folder
 */
public record RunReport(
    Scenario scenario,
    String target,
    ClockKind clock,
    History history,
    List<Prediction> predictions,
    Evidence evidence,
    Judgement judgement,
    String runDirectory,
    List<StepResult> steps) {

  public RunReport {
    predictions = List.copyOf(predictions);
    steps = List.copyOf(steps);
  }

  /** Of a run without steps. */
  public RunReport(
      Scenario scenario,
      String target,
      ClockKind clock,
      History history,
      List<Prediction> predictions,
      Evidence evidence,
      Judgement judgement,
      String runDirectory) {
    this(
        scenario,
        target,
        clock,
        history,
        predictions,
        evidence,
        judgement,
        runDirectory,
        List.of());
  }
}
