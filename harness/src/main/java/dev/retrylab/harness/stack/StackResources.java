package dev.retrylab.harness.stack;

import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Trigger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the parts of an experiment are once it is deployed.
 *
 * @param spareQueueUrl where there is a spare queue
 * @param sourceMappingId where a mapping invokes the consumer
 */
public record StackResources(
    String sourceQueueUrl,
    String dlqUrl,
    Optional<String> spareQueueUrl,
    String consumerFunction,
    String dlqConsumerFunction,
    String consumerLogGroup,
    String dlqConsumerLogGroup,
    Optional<String> sourceMappingId,
    String dlqMappingId) {

  /** The outputs that tell the harness of them, but for the scenario's name. */
  public Map<StackOutput, String> outputs(MappingSettings mapping) {
    Map<StackOutput, String> outputs = new EnumMap<>(StackOutput.class);
    outputs.put(StackOutput.SOURCE_QUEUE_URL, sourceQueueUrl);
    outputs.put(StackOutput.DLQ_URL, dlqUrl);
    spareQueueUrl.ifPresent(url -> outputs.put(StackOutput.SPARE_QUEUE_URL, url));
    outputs.put(StackOutput.CONSUMER_FUNCTION_NAME, consumerFunction);
    outputs.put(StackOutput.DLQ_CONSUMER_FUNCTION_NAME, dlqConsumerFunction);
    outputs.put(StackOutput.CONSUMER_LOG_GROUP, consumerLogGroup);
    outputs.put(StackOutput.DLQ_CONSUMER_LOG_GROUP, dlqConsumerLogGroup);
    sourceMappingId.ifPresentOrElse(
        id -> outputs.put(StackOutput.SOURCE_MAPPING_ID, id),
        () -> outputs.put(StackOutput.TRIGGER, Trigger.EVENT.word()));
    outputs.put(StackOutput.DLQ_MAPPING_ID, dlqMappingId);
    String disabled = disabledMappings(mapping);
    if (!disabled.isEmpty()) {
      outputs.put(StackOutput.DISABLED_MAPPINGS, disabled);
    }
    return outputs;
  }

  /** By the words of their queues, so that the harness does not take it for a mistake. */
  private static String disabledMappings(MappingSettings mapping) {
    return Stream.of(QueueRole.SOURCE, QueueRole.DLQ)
        .filter(queue -> queue == QueueRole.SOURCE ? !mapping.enabled() : !mapping.dlqEnabled())
        .map(QueueRole::word)
        .collect(Collectors.joining(" "));
  }
}
