package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.local.LocalEngine;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.stack.FunctionRole;
import dev.retrylab.harness.stack.StackOutput;
import dev.retrylab.harness.stack.StackPlan;
import dev.retrylab.harness.stack.StackResources;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Deploys to the local engine what the CDK app deploys to AWS, under the same names. */
final class LocalDeployment {
  private final LocalEngine engine;
  private final Scenario scenario;
  private final RuntimeKind functions;
  private final StackPlan plan;
  private final Queue dlq;
  private final LambdaFunction consumer;
  private final LambdaFunction dlqConsumer;
  private final Deployment deployment;

  LocalDeployment(LocalEngine engine, Scenario scenario, RuntimeKind functions) {
    this.engine = engine;
    this.functions = functions;
    this.scenario = scenario;
    this.plan = StackPlan.alone(scenario);
    engine.limitConcurrency(scenario.account().concurrency());
    this.dlq = makeDlq();
    Queue source = makeSource();
    Optional<Queue> spare = scenario.queue().spareQueue().map(type -> makeSpare());
    this.consumer = makeConsumer(source);
    this.dlqConsumer = makeDlqConsumer();
    StackResources resources =
        new StackResources(
            url(source),
            url(dlq),
            spare.map(this::url),
            consumer.spec().name(),
            dlqConsumer.spec().name(),
            consumer.spec().logGroup(),
            dlqConsumer.spec().logGroup(),
            plan.isMapped() ? Optional.of(map(source)) : Optional.empty(),
            mapDlq());
    declareStack(resources);
    this.deployment =
        new Deployment(
            resources.sourceQueueUrl(),
            resources.dlqUrl(),
            resources.spareQueueUrl(),
            resources.consumerFunction(),
            resources.dlqConsumerFunction(),
            resources.consumerLogGroup(),
            resources.dlqConsumerLogGroup(),
            scenario.queue(),
            plan.mapping(),
            scenario.function(),
            Optional.of(scenario.account()));
  }

  LambdaFunction consumer() {
    return consumer;
  }

  LambdaFunction dlqConsumer() {
    return dlqConsumer;
  }

  Deployment deployment() {
    return deployment;
  }

  private Queue makeDlq() {
    Map<String, String> attributes = attributes(QueueRole.DLQ);
    attributes.put("VisibilityTimeout", seconds(plan.dlqVisibilityTimeout()));
    attributes.put("MessageRetentionPeriod", seconds(scenario.queue().dlqRetention()));
    return engine.createQueue(plan.queueName(QueueRole.DLQ), attributes);
  }

  private Queue makeSource() {
    QueueSettings settings = scenario.queue();
    Map<String, String> attributes = attributes(QueueRole.SOURCE);
    attributes.put("VisibilityTimeout", seconds(settings.visibilityTimeout()));
    attributes.put("MessageRetentionPeriod", seconds(settings.retention()));
    attributes.put("DelaySeconds", seconds(settings.delay()));
    if (settings.deadLetterQueue()) {
      attributes.put(
          "RedrivePolicy",
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
              .formatted(dlq.arn(), settings.maxReceiveCount()));
    }
    return engine.createQueue(plan.queueName(QueueRole.SOURCE), attributes);
  }

  private Queue makeSpare() {
    Map<String, String> attributes = attributes(QueueRole.SPARE);
    attributes.put("MessageRetentionPeriod", seconds(scenario.queue().dlqRetention()));
    return engine.createQueue(plan.queueName(QueueRole.SPARE), attributes);
  }

  private Map<String, String> attributes(QueueRole queue) {
    Map<String, String> attributes = new HashMap<>();
    if (plan.isFifo(queue)) {
      attributes.put("FifoQueue", "true");
    }
    return attributes;
  }

  /** SQS takes whole seconds. */
  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private LambdaFunction makeConsumer(Queue source) {
    FunctionSpec spec =
        spec(
            FunctionRole.CONSUMER,
            plan.consumerVariables(url(source), url(dlq)),
            LocalConcurrency.of(scenario, functions).atATime(),
            scenario.function().reservedConcurrency());
    return create(spec, failureQueue(spec.arn()));
  }

  /** The dead-letter queue serves as all that can keep an event. */
  private Optional<FailureQueue> failureQueue(String functionArn) {
    return switch (scenario.function().onFailure()) {
      case DISCARD -> Optional.empty();
      case DESTINATION -> Optional.of(new FailureQueue.Destination(dlq, functionArn));
      case DEAD_LETTER_QUEUE -> Optional.of(new FailureQueue.FunctionDeadLetterQueue(dlq));
    };
  }

  private LambdaFunction makeDlqConsumer() {
    return create(
        spec(
            FunctionRole.DLQ_CONSUMER,
            Map.of(),
            LocalConcurrency.of(scenario, functions).atATime(),
            OptionalInt.empty()),
        Optional.empty());
  }

  private FunctionSpec spec(
      FunctionRole role,
      Map<String, String> environment,
      int mostEnvironments,
      OptionalInt reservedConcurrency) {
    return new FunctionSpec(
        plan.functionName(role),
        role.handler(),
        scenario.function().timeout(),
        plan.memoryMegabytes(role),
        environment,
        mostEnvironments,
        reservedConcurrency);
  }

  private LambdaFunction create(FunctionSpec spec, Optional<FailureQueue> failureQueue) {
    return engine.createFunction(
        spec,
        scenario.function().retryAttempts(),
        scenario.function().maximumEventAge(),
        failureQueue);
  }

  private String map(Queue source) {
    MappingSettings mapping = plan.mapping();
    MappingSpec spec =
        new MappingSpec(
            mapping.batchSize(),
            mapping.batchingWindow(),
            mapping.reportBatchItemFailures(),
            mapping.maximumConcurrency(),
            mapping
                .provisionedPollers()
                .map(range -> new ProvisionedPollers(range.min(), range.max())));
    return engine.map(source, consumer, spec, mapping.enabled());
  }

  private String mapDlq() {
    MappingSpec spec =
        new MappingSpec(1, Duration.ZERO, false, OptionalInt.of(StackPlan.DLQ_MAXIMUM_CONCURRENCY));
    return engine.map(dlq, dlqConsumer, spec, plan.mapping().dlqEnabled());
  }

  private void declareStack(StackResources resources) {
    Map<String, String> outputs = new HashMap<>();
    resources.outputs(plan.mapping()).forEach((output, value) -> outputs.put(output.key(), value));
    outputs.put(StackOutput.SCENARIO.key(), scenario.name());
    engine.declareStack(StackPlan.STACK_NAME, outputs);
  }

  private String url(Queue queue) {
    return engine.endpoint() + "/000000000000/" + queue.name();
  }
}
