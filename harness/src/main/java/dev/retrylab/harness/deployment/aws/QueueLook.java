package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.scenario.QueueSettings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Looks at the queues: how they are set, and whether they are empty. */
record QueueLook(SqsClient sqs, Asking asking, QueuePurge purge) {

  /** Empty where the source or the dead-letter queue cannot be read. */
  Optional<QueueSettings> settings(String sourceUrl, String dlqUrl, Optional<String> spareUrl) {
    Optional<Map<QueueAttributeName, String>> source = attributes(sourceUrl);
    Optional<Map<QueueAttributeName, String>> dlq = attributes(dlqUrl);
    source.ifPresent(found -> checkEmpty("source queue", sourceUrl, found));
    dlq.ifPresent(found -> checkEmpty("dead-letter queue", dlqUrl, found));
    if (source.isEmpty() || dlq.isEmpty()) {
      return Optional.empty();
    }
    Optional<Map<QueueAttributeName, String>> spare = spareUrl.flatMap(this::attributes);
    spare.ifPresent(found -> checkEmpty("spare queue", spareUrl.orElseThrow(), found));
    return Optional.of(
        DeployedSettings.queue(source.get(), dlq.get(), spare.map(DeployedSettings::type)));
  }

  private Optional<Map<QueueAttributeName, String>> attributes(String url) {
    return asking.ask(
        "sqs:GetQueueAttributes",
        () ->
            sqs.getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes());
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
