package dev.retrylab.harness.target;

import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueSettings;

/**
 * What is deployed: where to send, where to read, and the settings as they really are.
 *
 * @param sourceQueueUrl where the messages go
 * @param consumerLogGroup the log group of the function on the source queue
 * @param dlqConsumerLogGroup the log group of the function on the dead-letter queue
 */
public record Deployment(
    String sourceQueueUrl,
    String dlqUrl,
    String consumerFunction,
    String dlqConsumerFunction,
    String consumerLogGroup,
    String dlqConsumerLogGroup,
    QueueSettings queue,
    MappingSettings mapping,
    FunctionSettings function) {}
