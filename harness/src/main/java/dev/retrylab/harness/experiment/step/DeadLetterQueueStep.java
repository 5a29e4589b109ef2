package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.scenario.QueueRole;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Tries to make the spare queue the dead-letter queue of the source queue. Where SQS accepts that,
 * the policy of before is set again.
 */
record DeadLetterQueueStep(Target target) {
  private static final String REFUSAL = "InvalidParameterValue";

  StepOutcome act() {
    SourceQueueAttribute policy =
        new SourceQueueAttribute(target, QueueAttributeName.REDRIVE_POLICY);
    String before = policy.get();
    String wanted =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(
                target.queueArn(QueueRole.SPARE), target.deployment().queue().maxReceiveCount());
    try {
      policy.set(wanted);
    } catch (AwsServiceException e) {
      if (!e.awsErrorDetails().errorCode().endsWith(REFUSAL)) {
        throw e;
      }
      return StepOutcome.of(
          Map.of(StepPrediction.REFUSED, 1L), Optional.of(e.awsErrorDetails().errorMessage()));
    }
    policy.set(before);
    return StepOutcome.of(
        Map.of(StepPrediction.REFUSED, 0L),
        Optional.of("SQS accepted it; the previous policy is set again"));
  }
}
