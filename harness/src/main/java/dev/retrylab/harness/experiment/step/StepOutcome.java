package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What doing a step brought.
 *
 * @param quantities by the names of {@link dev.retrylab.harness.expect.prediction.StepPrediction}
 * @param remark see {@link dev.retrylab.harness.timeline.StepResult}
 * @param received the messages that it received
 */
record StepOutcome(
    Map<String, Long> quantities, Optional<String> remark, List<HarnessReceived> received) {

  static StepOutcome of(Map<String, Long> quantities, Optional<String> remark) {
    return new StepOutcome(quantities, remark, List.of());
  }
}
