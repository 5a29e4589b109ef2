package dev.retrylab.harness.stack;

import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.Map;

/**
 * What is deployed for one scenario, by the CDK app on AWS and in the local engine alike. The
 * scenario's name is part of every name, so that experiments can stand side by side.
 *
 * @param prefix what every name begins with
 */
public record StackPlan(Scenario scenario, String prefix) {
  /** The name of the CloudFormation stack. */
  public static final String STACK_NAME = "RetryLab";

  /** What the names in a stack of one scenario begin with. */
  public static final String PREFIX = "retry-lab-";

  /**
   * The same in a stack of several. They differ since CloudFormation makes the new resource before
   * it deletes the old one, and two of one name are refused.
   */
  public static final String PREFIX_SIDE_BY_SIDE = PREFIX + "side-";

  /** The DLQ consumer writes to its log, and makes no client of any service. */
  public static final int DLQ_CONSUMER_MEGABYTES = 512;

  /**
   * How many of the account's places the DLQ consumer takes at the most, so that it does not
   * throttle the consumer that it is to watch: AWS's least (services-sqs-scaling).
   */
  public static final int DLQ_MAXIMUM_CONCURRENCY = 2;

  private static final Duration SHORTEST_DLQ_VISIBILITY = Duration.ofSeconds(30);

  /** Of a scenario that stands alone in its stack. */
  public static StackPlan alone(Scenario scenario) {
    return new StackPlan(scenario, PREFIX);
  }

  /** Of a scenario in a stack of several. */
  public static StackPlan sideBySide(Scenario scenario) {
    return new StackPlan(scenario, PREFIX_SIDE_BY_SIDE);
  }

  /** Explicit, since several emulators know a FIFO queue by its suffix alone. */
  public String queueName(QueueRole queue) {
    return name(queue.word()) + (isFifo(queue) ? ".fifo" : "");
  }

  /**
   * Whether a queue is FIFO: a queue and its dead-letter queue are of one type.
   *
   * @throws java.util.NoSuchElementException where there is no spare queue
   */
  public boolean isFifo(QueueRole queue) {
    QueueType type =
        queue == QueueRole.SPARE
            ? scenario.queue().spareQueue().orElseThrow()
            : scenario.queue().type();
    return type == QueueType.FIFO;
  }

  public String functionName(FunctionRole function) {
    return name(function.word());
  }

  public String logGroup(FunctionRole function) {
    return "/aws/lambda/" + functionName(function);
  }

  private String name(String role) {
    return prefix + scenario.name() + "-" + role;
  }

  /** In MB. */
  public int memoryMegabytes(FunctionRole function) {
    return function == FunctionRole.CONSUMER
        ? scenario.function().memoryMegabytes()
        : DLQ_CONSUMER_MEGABYTES;
  }

  /** Long enough for the DLQ consumer's mapping, whatever the function timeout. */
  public Duration dlqVisibilityTimeout() {
    Duration timeout = scenario.function().timeout();
    return timeout.compareTo(SHORTEST_DLQ_VISIBILITY) > 0 ? timeout : SHORTEST_DLQ_VISIBILITY;
  }

  /** Whether the source queue has an event source mapping. */
  public boolean isMapped() {
    return scenario.trigger() == Trigger.MAPPING;
  }

  /** The settings of the mappings; where the source queue has none, only the other's count. */
  public MappingSettings mapping() {
    return isMapped()
        ? scenario.mapping()
        : MappingSettings.ofEvents(scenario.mapping().dlqEnabled());
  }

  /**
   * The environment of the consumer. Nobody reads what a function answers to an event, so that it
   * reports no batch item failures then.
   */
  public Map<String, String> consumerVariables(String sourceQueueUrl, String dlqUrl) {
    return Map.of(
        ConsumerVariable.SOURCE_QUEUE_URL,
        sourceQueueUrl,
        ConsumerVariable.DLQ_URL,
        dlqUrl,
        ConsumerVariable.REPORT_BATCH_ITEM_FAILURES,
        Boolean.toString(mapping().reportBatchItemFailures()),
        ConsumerVariable.PARTIAL_BATCH,
        scenario.partialBatch().word());
  }
}
