package dev.retrylab.harness.scenario;

import java.util.ArrayList;
import java.util.List;

/** What a scenario may ask for that can be predicted, and that no target can run yet. */
public final class PredictionOnly {
  private PredictionOnly() {}

  /**
   * Refuses what cannot be run, so that nothing is passed over in silence.
   *
   * @throws InvalidScenario if there is any such setting or behaviour, with a sentence for each
   */
  public static void refuse(Scenario scenario) {
    List<String> problems = in(scenario);
    if (!problems.isEmpty()) {
      throw new InvalidScenario(problems);
    }
  }

  /** A sentence for each such setting or behaviour. */
  public static List<String> in(Scenario scenario) {
    List<String> found = new ArrayList<>();
    if (scenario.trigger() != Trigger.MAPPING) {
      found.add("trigger.type is " + scenario.trigger().word());
    }
    if (scenario.function().onFailure() != OnFailure.DISCARD) {
      found.add("function.onFailure is " + scenario.function().onFailure().word());
    }
    return found.stream()
        .map(what -> "It cannot be run yet that " + what + "; predict says what to expect.")
        .toList();
  }
}
