package dev.retrylab.harness.deployment;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import java.util.Optional;

/**
 * What is deployed: where to send, where to read, and the settings as they really are.
 *
 * @param sourceQueueUrl where the messages go
 * @param spareQueueUrl of the queue that no function consumes, where there is one
 * @param consumerLogGroup the log group of the function on the source queue
 * @param dlqConsumerLogGroup the log group of the function on the dead-letter queue
 * @param account empty where it could not be read, so that the scenario's counts
 */
public record Deployment(
    String sourceQueueUrl,
    String dlqUrl,
    Optional<String> spareQueueUrl,
    String consumerFunction,
    String dlqConsumerFunction,
    String consumerLogGroup,
    String dlqConsumerLogGroup,
    QueueSettings queue,
    MappingSettings mapping,
    FunctionSettings function,
    Optional<AccountSettings> account) {

  /** A deployment without a spare queue, in an account that is not known. */
  public Deployment(
      String sourceQueueUrl,
      String dlqUrl,
      String consumerFunction,
      String dlqConsumerFunction,
      String consumerLogGroup,
      String dlqConsumerLogGroup,
      QueueSettings queue,
      MappingSettings mapping,
      FunctionSettings function) {
    this(
        sourceQueueUrl,
        dlqUrl,
        Optional.empty(),
        consumerFunction,
        dlqConsumerFunction,
        consumerLogGroup,
        dlqConsumerLogGroup,
        queue,
        mapping,
        function,
        Optional.empty());
  }

  /**
   * Where a queue is.
   *
   * @throws java.util.NoSuchElementException where there is no spare queue
   */
  public String queueUrl(QueueRole queue) {
    return switch (queue) {
      case SOURCE -> sourceQueueUrl;
      case DLQ -> dlqUrl;
      case SPARE -> spareQueueUrl.orElseThrow();
    };
  }

  /** A scenario over the settings that are deployed. */
  public Scenario of(Scenario scenario) {
    return scenario.over(queue, mapping, function, account.orElse(scenario.account()));
  }
}
