package dev.retrylab.harness.deployment;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.util.Optional;
import java.util.stream.Stream;

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
  private static final String CHANGED_SINCE =
      "So it is deployed: deploy it again, or, if a run with the step setQueue was killed, set its queue back with collect.";

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

  /**
   * A scenario over the settings that are deployed.
   *
   * @throws InvalidScenario where these do not go together: the queue may have been changed since
   *     its mapping was made
   */
  public Scenario of(Scenario scenario) {
    try {
      return scenario.over(queue, mapping, function, account.orElse(scenario.account()));
    } catch (InvalidScenario e) {
      throw new InvalidScenario(
          Stream.concat(e.problems().stream(), Stream.of(CHANGED_SINCE)).toList());
    }
  }
}
