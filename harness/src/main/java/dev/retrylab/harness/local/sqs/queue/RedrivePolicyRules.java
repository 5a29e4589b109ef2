package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueName;
import java.util.Map;
import java.util.Optional;

/** To which queue a redrive policy may point. */
public final class RedrivePolicyRules {
  private RedrivePolicyRules() {}

  /**
   * Checks a policy that is being set. It may name the queue itself (dlq-self-reference-accepted).
   */
  public static void check(
      QueueName source,
      QueueAttributes attributes,
      Map<String, String> given,
      DeadLetterQueue.Directory queues) {
    String text = given.getOrDefault(RedrivePolicy.ATTRIBUTE, "");
    Optional<RedrivePolicy> policy = attributes.redrivePolicy();
    if (text.isEmpty() || policy.isEmpty()) {
      return;
    }
    DeadLetterQueue target =
        queues
            .find(policy.get().deadLetterTarget())
            .orElseThrow(() -> RedrivePolicy.refused(text, "Dead letter target does not exist."));
    if (target.name().isFifo() != source.isFifo()) {
      // Two full stops, as AWS has it (fact sup-type-mismatch-text).
      throw RedrivePolicy.refused(
          text, "Dead-letter queue must be same type of queue as the source..");
    }
    // Where the queue names itself, what is being set on it counts.
    QueueAttributes allowing = target.name().equals(source) ? attributes : target.attributes();
    if (!allowing.allowsRedriveFrom(source.arn())) {
      // The rule is AWS's (SetQueueAttributes, RedriveAllowPolicy); its text is not recorded.
      throw RedrivePolicy.refused(
          text,
          "The redrive allow policy of the dead-letter queue does not allow this source queue.");
    }
  }
}
