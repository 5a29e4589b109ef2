package dev.retrylab.cdk;

import dev.retrylab.harness.scenario.AccountSettings;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MappingSettings;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.text.NumberRange;
import dev.retrylab.harness.stack.FunctionRole;
import dev.retrylab.harness.stack.StackOutput;
import dev.retrylab.harness.stack.StackPlan;
import dev.retrylab.harness.stack.StackResources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.ProvisionedPollerConfig;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What one scenario needs: a source queue with its dead-letter queue, and a function that consumes
 * each. Where only the harness invokes the consumer, the source queue is there and stays empty: the
 * outputs and what they mean are the same for every scenario.
 */
public final class RetryExperiment extends Construct {
  /** A finding of cdk-nag that is none here. */
  private static final Map<String, String> NO_DLQ =
      Map.of(
          "id",
          "AwsSolutions-SQS3",
          "reason",
          "No function consumes the spare queue, so that nothing in it can fail.");

  private final StackPlan plan;
  private final Path jar;
  private final Queue deadLetterQueue;
  private final Queue source;
  private final Optional<Queue> spareQueue;
  private final QueueConsumer consumer;
  private final QueueConsumer dlqConsumer;

  /**
   * Makes the experiment.
   *
   * @param jar the functions' code
   */
  RetryExperiment(Construct scope, String id, StackPlan plan, Path jar) {
    super(scope, id);
    this.plan = plan;
    this.jar = jar;
    this.deadLetterQueue = makeDeadLetterQueue();
    this.source = makeSource();
    this.spareQueue = plan.scenario().queue().spareQueue().map(type -> makeSpareQueue());
    this.consumer = makeConsumer();
    this.dlqConsumer = makeDlqConsumer();
    Tags.of(this).add("project", "retry-lab");
    Tags.of(this).add("scenario", scenario());
    tellOfAccount();
  }

  /** What an account may run at a time is AWS's to grant. */
  private void tellOfAccount() {
    AccountSettings account = plan.scenario().account();
    if (!account.equals(AccountSettings.defaults())) {
      Annotations.of(this)
          .addInfo(
              "account.concurrency is %d in the scenario, and nothing deploys it: retry-lab run reads what the account has, and counts on that. Service Quotas changes it (Lambda, concurrent executions)."
                  .formatted(account.concurrency()));
    }
  }

  /** The name of the scenario. */
  String scenario() {
    return plan.scenario().name();
  }

  /** By which the harness finds the experiment. */
  Map<StackOutput, String> outputs() {
    return new StackResources(
            source.getQueueUrl(),
            deadLetterQueue.getQueueUrl(),
            spareQueue.map(Queue::getQueueUrl),
            consumer.function().getFunctionName(),
            dlqConsumer.function().getFunctionName(),
            consumer.logGroup().getLogGroupName(),
            dlqConsumer.logGroup().getLogGroupName(),
            consumer.mappingId(),
            dlqConsumer.mappingId().orElseThrow())
        .outputs(plan.mapping());
  }

  private Queue makeDeadLetterQueue() {
    return queue("DeadLetterQueue", QueueRole.DLQ)
        .visibilityTimeout(seconds(plan.dlqVisibilityTimeout()))
        .retentionPeriod(seconds(plan.scenario().queue().dlqRetention()))
        .build();
  }

  private Queue makeSpareQueue() {
    Queue spare =
        queue("SpareQueue", QueueRole.SPARE)
            .retentionPeriod(seconds(plan.scenario().queue().dlqRetention()))
            .build();
    CfnQueue resource = (CfnQueue) Objects.requireNonNull(spare.getNode().getDefaultChild());
    resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", List.of(NO_DLQ)));
    return spare;
  }

  private Queue makeSource() {
    QueueSettings settings = plan.scenario().queue();
    Queue.Builder builder = queue("Source", QueueRole.SOURCE);
    if (settings.deadLetterQueue()) {
      builder.deadLetterQueue(
          DeadLetterQueue.builder()
              .queue(deadLetterQueue)
              .maxReceiveCount(settings.maxReceiveCount())
              .build());
    }
    return builder
        .visibilityTimeout(seconds(settings.visibilityTimeout()))
        .retentionPeriod(seconds(settings.retention()))
        .deliveryDelay(seconds(settings.delay()))
        .build();
  }

  private Queue.Builder queue(String id, QueueRole role) {
    Queue.Builder builder =
        Queue.Builder.create(this, id)
            .queueName(plan.queueName(role))
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true);
    // With deduplication by content, SQS would swallow equal bodies that an experiment sends twice.
    return plan.isFifo(role) ? builder.fifo(true).contentBasedDeduplication(false) : builder;
  }

  private QueueConsumer makeConsumer() {
    FunctionSettings settings = plan.scenario().function();
    QueueConsumer made =
        new QueueConsumer(
            this,
            "Consumer",
            new QueueConsumer.Props(
                plan,
                FunctionRole.CONSUMER,
                jar,
                plan.consumerVariables(source.getQueueUrl(), deadLetterQueue.getQueueUrl()),
                settings.reservedConcurrency(),
                Optional.of(deadLetterQueue)
                    .filter(queue -> settings.onFailure() == OnFailure.DEAD_LETTER_QUEUE)),
            plan.isMapped() ? Optional.of(sourceMapping()) : Optional.empty());
    deadLetterQueue.grantSendMessages(made.function());
    made.function().configureAsyncInvoke(asyncInvoke(settings));
    return made;
  }

  private SqsEventSource sourceMapping() {
    MappingSettings mapping = plan.mapping();
    SqsEventSource.Builder events =
        SqsEventSource.Builder.create(source)
            .batchSize(mapping.batchSize())
            .reportBatchItemFailures(mapping.reportBatchItemFailures());
    mapping.maximumConcurrency().ifPresent(events::maxConcurrency);
    mapping
        .provisionedPollers()
        .map(RetryExperiment::pollers)
        .ifPresent(events::provisionedPollerConfig);
    if (!mapping.enabled()) {
      events.enabled(false);
    }
    if (!mapping.batchingWindow().isZero()) {
      events.maxBatchingWindow(seconds(mapping.batchingWindow()));
    }
    return events.build();
  }

  private static ProvisionedPollerConfig pollers(NumberRange range) {
    return ProvisionedPollerConfig.builder()
        .minimumPollers(range.min())
        .maximumPollers(range.max())
        .build();
  }

  /** The setting under examination: it says nothing about what a mapping does. */
  private EventInvokeConfigOptions asyncInvoke(FunctionSettings settings) {
    EventInvokeConfigOptions.Builder options =
        EventInvokeConfigOptions.builder()
            .retryAttempts(settings.retryAttempts())
            .maxEventAge(seconds(settings.maximumEventAge()));
    if (settings.onFailure() == OnFailure.DESTINATION) {
      options.onFailure(new SqsDestination(deadLetterQueue));
    }
    return options.build();
  }

  private QueueConsumer makeDlqConsumer() {
    return new QueueConsumer(
        this,
        "DlqConsumer",
        QueueConsumer.Props.of(plan, FunctionRole.DLQ_CONSUMER, jar),
        Optional.of(dlqMapping()));
  }

  /** Batches of one: what the DLQ consumer sees must not depend on what else is in the queue. */
  private SqsEventSource dlqMapping() {
    SqsEventSource.Builder events =
        SqsEventSource.Builder.create(deadLetterQueue)
            .batchSize(1)
            .maxConcurrency(StackPlan.DLQ_MAXIMUM_CONCURRENCY);
    if (!plan.mapping().dlqEnabled()) {
      events.enabled(false);
    }
    return events.build();
  }

  /** Whole seconds, in the CDK's own type. */
  static Duration seconds(java.time.Duration duration) {
    return Duration.seconds(duration.toSeconds());
  }
}
