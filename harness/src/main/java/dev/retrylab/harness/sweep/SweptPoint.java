package dev.retrylab.harness.sweep;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One point of a grid with what is expected there and, if it was run, what was seen.
 *
 * @param scenario with the settings of the point
 * @param predictions those of the scenario's hypotheses, what is documented first
 * @param run empty if it was not run
 */
public record SweptPoint(
    GridPoint point, Scenario scenario, List<Prediction> predictions, Optional<PointRun> run) {
  public SweptPoint {
    predictions = List.copyOf(predictions);
  }

  /**
   * The predictions for every point.
   *
   * @param nameOrPath as {@link Scenarios#load} takes it
   * @param overrides what holds at every point
   * @throws InvalidScenario if a point is no valid scenario, with the sentences of all points
   */
  public static List<SweptPoint> predict(String nameOrPath, List<String> overrides, Grid grid) {
    List<SweptPoint> swept = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (GridPoint point : grid.points()) {
      List<String> all = new ArrayList<>(overrides);
      all.addAll(point.overrides());
      try {
        Scenario scenario = Scenarios.load(nameOrPath, all);
        swept.add(
            new SweptPoint(point, scenario, Hypotheses.predictAll(scenario), Optional.empty()));
      } catch (InvalidScenario invalid) {
        problems.addAll(invalid.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidScenario(problems.stream().distinct().toList());
    }
    return swept;
  }

  /** For how long a message that always fails is tried at the least, by what is documented. */
  Duration triedFor() {
    return predictions.get(0).messages().values().stream()
        .map(MessagePrediction::triedFor)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What its run came to; empty where it was not run, or failed. */
  Optional<PointOutcome> outcome() {
    return run.flatMap(PointRun::outcome);
  }

  /** The same point after its run. */
  public SweptPoint with(PointRun seen) {
    return new SweptPoint(point, scenario, predictions, Optional.of(seen));
  }
}
