package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An attribute of the deployed source queue. */
record SourceQueueAttribute(Target target, QueueAttributeName name) {

  /** Its value; empty where the queue has none. */
  String get() {
    return target
        .sqs()
        .getQueueAttributes(
            request -> request.queueUrl(target.deployment().sourceQueueUrl()).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  void set(String value) {
    target
        .sqs()
        .setQueueAttributes(
            request ->
                request
                    .queueUrl(target.deployment().sourceQueueUrl())
                    .attributes(Map.of(name, value)));
  }
}
