package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sets the visibility timeout of the source queue. */
record SetQueueStep(Target target, Duration visibilityTimeout) {
  StepOutcome act() {
    new SourceQueueAttribute(target, QueueAttributeName.VISIBILITY_TIMEOUT)
        .set(Long.toString(visibilityTimeout.toSeconds()));
    return StepOutcome.of(Map.of(StepPrediction.REFUSED, 0L), Optional.empty());
  }
}
