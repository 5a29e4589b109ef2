package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.scenario.QueueRole;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the queues' attributes, and checks that the queues are empty. */
record QueueCheck(SqsClient sqs, Problems problems, QueuePurge purge) {

  /** Of one queue; empty where they cannot be read. */
  Optional<Map<QueueAttributeName, String>> attributes(QueueRole queue, String url) {
    Optional<Map<QueueAttributeName, String>> attributes =
        problems.call(
            "sqs:GetQueueAttributes",
            () ->
                sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes());
    attributes.ifPresent(found -> checkEmpty(queue.phrase(), url, found));
    return attributes;
  }

  /** Somebody else's messages would be counted, or would block a group. */
  private void checkEmpty(String name, String url, Map<QueueAttributeName, String> attributes) {
    long messages =
        count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
            + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    if (messages > 0) {
      purge.empty(name, url, messages);
    }
  }

  private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }
}
