package dev.retrylab.harness.report;

import dev.retrylab.harness.cost.RunCost;
import dev.retrylab.harness.expect.prediction.CannotDiffer;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.judge.Judgement;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that a report tells; the same for every format.
 *
 * @param scenario with the settings as deployed
 * @param target such as "local" or "aws"
 * @param steps what the harness did besides sending, in order
 * @param cost on AWS
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
    RunCost cost,
    String runDirectory,
    List<StepResult> steps) {

  private static final int MOST_COMPARED_ONE_BY_ONE = 12;

  /** Before any run; a scenario is sent within 14 days. */
  private static final Duration EVER = Duration.ofDays(-10_000);

  public RunReport {
    predictions = List.copyOf(predictions);
    steps = List.copyOf(steps);
  }

  /**
   * Whether real against expected is told of each message; of more, those alike are put together.
   */
  public boolean comparesEach() {
    return history.messages().size() <= MOST_COMPARED_ONE_BY_ONE;
  }

  /**
   * The visibility timeouts of the source queue, each by the time, since the first message was
   * sent, at which a step set it; that of the settings by a time before all others.
   */
  public NavigableMap<Duration, Duration> visibilityTimeouts() {
    NavigableMap<Duration, Duration> timeouts = new TreeMap<>();
    timeouts.put(EVER, scenario.queue().visibilityTimeout());
    for (StepResult done : steps) {
      if (scenario.steps().get(done.number() - 1) instanceof Step.SetQueue change) {
        timeouts.put(Duration.between(history.start(), done.at()), change.visibilityTimeout());
      }
    }
    return timeouts;
  }

  /** The hypotheses that are told of in one line, since they cannot differ here. */
  public CannotDiffer alike() {
    return CannotDiffer.among(predictions).unnamed(scenario);
  }

  /** The same without those hypotheses. */
  public RunReport withoutAlike() {
    Set<String> alike = Set.copyOf(alike().ids());
    return alike.isEmpty()
        ? this
        : new RunReport(
            scenario,
            target,
            clock,
            history,
            predictions.stream().filter(one -> !alike.contains(one.hypothesis())).toList(),
            evidence,
            judgement.without(alike),
            cost,
            runDirectory,
            steps);
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
      RunCost cost,
      String runDirectory) {
    this(
        scenario,
        target,
        clock,
        history,
        predictions,
        evidence,
        judgement,
        cost,
        runDirectory,
        List.of());
  }
}
