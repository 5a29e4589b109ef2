package dev.retrylab.harness.expect.prediction;

import dev.retrylab.harness.scenario.Scenario;
import java.util.List;

/**
 * Hypotheses that no evidence can tell from the first one, mostly what is documented, since they
 * predict the same in a scenario. Where the scenario names its hypotheses, whoever wrote it wants
 * to see all of them.
 *
 * @param first the hypothesis that they predict the same as
 * @param ids of the others, in their order; empty where all can differ
 */
public record CannotDiffer(String first, List<String> ids) {
  public CannotDiffer {
    ids = List.copyOf(ids);
  }

  /** Those among predictions for a scenario, whether it names them or not. */
  public static CannotDiffer among(List<Prediction> predictions) {
    return predictions.isEmpty()
        ? new CannotDiffer("", List.of())
        : new CannotDiffer(
            predictions.get(0).hypothesis(),
            predictions.stream()
                .skip(1)
                .filter(other -> predictions.get(0).fitsTheSameAs(other))
                .map(Prediction::hypothesis)
                .toList());
  }

  /** Those that are told of in one line, since the scenario does not name them. */
  public CannotDiffer unnamed(Scenario scenario) {
    return scenario.hypotheses().isEmpty() ? this : new CannotDiffer(first, List.of());
  }

  /** One sentence for people. */
  public String sentence() {
    return "This scenario cannot tell %s from %s: the predictions are the same."
        .formatted(first, String.join(", ", ids));
  }
}
