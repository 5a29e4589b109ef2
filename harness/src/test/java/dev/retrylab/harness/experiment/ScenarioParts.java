package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.stack.StackPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** What a scenario asks for, as the rooms of the engine take it. */
record ScenarioParts(Scenario scenario) {
  /** One for each message: the rules say nothing about messages that no poller has time for. */
  private static final int POLLERS = 5;

  Queue dlq(SqsEngine sqs) {
    Duration visibilityTimeout = StackPlan.alone(scenario).dlqVisibilityTimeout();
    return create(sqs, "dlq", visibilityTimeout, scenario.queue().dlqRetention(), Map.of());
  }

  Queue source(SqsEngine sqs, Queue dlq) {
    QueueSettings settings = scenario.queue();
    Map<String, String> more = new HashMap<>();
    more.put("DelaySeconds", Long.toString(settings.delay().toSeconds()));
    if (settings.deadLetterQueue()) {
      more.put(
          "RedrivePolicy",
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(dlq.arn(), settings.maxReceiveCount()));
    }
    return create(sqs, "source", settings.visibilityTimeout(), settings.retention(), more);
  }

  private Queue create(
      SqsEngine sqs,
      String name,
      Duration visibility,
      Duration retention,
      Map<String, String> more) {
    boolean fifo = scenario.queue().type() == QueueType.FIFO;
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("VisibilityTimeout", Long.toString(visibility.toSeconds()));
    attributes.put("MessageRetentionPeriod", Long.toString(retention.toSeconds()));
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    return sqs.createQueue(new QueueName(name + (fifo ? ".fifo" : "")), attributes, Map.of());
  }

  /** Does what a step says, which must be one that sets the queue. */
  static void change(Queue source, Step step) {
    Duration timeout = ((Step.SetQueue) step).visibilityTimeout();
    source.setAttributes(Map.of("VisibilityTimeout", Long.toString(timeout.toSeconds())));
  }

  MappingSpec mapping() {
    return new MappingSpec(
        scenario.mapping().batchSize(),
        scenario.mapping().batchingWindow(),
        scenario.mapping().reportBatchItemFailures(),
        scenario.mapping().maximumConcurrency(),
        scenario
            .mapping()
            .provisionedPollers()
            .map(range -> new ProvisionedPollers(range.min(), range.max())));
  }

  /** The mapping of the dead-letter queue, as it is deployed. */
  static MappingSpec dlqMapping() {
    return new MappingSpec(
        1,
        Duration.ZERO,
        /* reportBatchItemFailures= */ false,
        OptionalInt.of(StackPlan.DLQ_MAXIMUM_CONCURRENCY));
  }

  /** What both functions share. */
  Concurrency account() {
    return Concurrency.ofAccount(scenario.account().concurrency());
  }

  /**
   * Draws how long a run takes besides its work on the records. Where that work is known, not much
   * is left to come to it.
   */
  Duration overhead(Random random) {
    long timeout = scenario.function().timeout().toMillis();
    boolean works = scenario.messages().stream().anyMatch(one -> !one.duration().isZero());
    long most = works ? Math.min(1000, timeout / 10) : timeout;
    return Duration.ofMillis(random.nextBoolean() ? 0 : random.nextLong(most));
  }

  FunctionSpec function(OptionalInt reservedConcurrency) {
    return new FunctionSpec(
        "f", "H", scenario.function().timeout(), 128, Map.of(), POLLERS, reservedConcurrency);
  }
}
