package dev.retrylab.cdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
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
 * outputs and what they mean are the same for every scenario. The scenario's name is part of every
 * explicit name, so that experiments can stand side by side.
 */
public final class RetryExperiment extends Construct {
  private static final Duration SHORTEST_DLQ_VISIBILITY = Duration.ofSeconds(30);

  /** It writes to its log, and makes no client of any service, so that a part of a CPU will do. */
  private static final int DLQ_CONSUMER_MEGABYTES = 512;

  /** A finding of cdk-nag that is none here. */
  private static final Map<String, String> NO_DLQ =
      Map.of(
          "id",
          "AwsSolutions-SQS3",
          "reason",
          "No function consumes the spare queue, so that nothing in it can fail.");

  private final Scenario scenario;
  private final String prefix;
  private final Path jar;
  private final Queue deadLetterQueue;
  private final Queue source;
  private final Optional<Queue> spareQueue;
  private final QueueConsumer consumer;
  private final QueueConsumer dlqConsumer;

  /**
   * Makes the experiment.
   *
   * @param prefix what every explicit name begins with
   * @param jar the functions' code
   */
  RetryExperiment(Construct scope, String id, Scenario scenario, String prefix, Path jar) {
    super(scope, id);
    this.scenario = scenario;
    this.prefix = prefix;
    this.jar = jar;
    this.deadLetterQueue = makeDeadLetterQueue();
    this.source = makeSource();
    this.spareQueue = scenario.queue().spare().map(this::makeSpareQueue);
    this.consumer = makeConsumer();
    this.dlqConsumer = makeDlqConsumer();
    Tags.of(this).add("project", "retry-lab");
    Tags.of(this).add("scenario", scenario.name());
  }

  Queue source() {
    return source;
  }

  Queue deadLetterQueue() {
    return deadLetterQueue;
  }

  /** The queue that no function consumes, where the scenario has one. */
  Optional<Queue> spareQueue() {
    return spareQueue;
  }

  /** By the words of their queues, so that the harness does not take it for a mistake. */
  List<String> disabledMappings() {
    List<String> disabled = new ArrayList<>();
    if (scenario.mapped() && !scenario.mapping().enabled()) {
      disabled.add("source");
    }
    if (!scenario.mapping().dlqEnabled()) {
      disabled.add("dlq");
    }
    return disabled;
  }

  QueueConsumer consumer() {
    return consumer;
  }

  QueueConsumer dlqConsumer() {
    return dlqConsumer;
  }

  private Queue makeDeadLetterQueue() {
    return queue("DeadLetterQueue", "dlq")
        .visibilityTimeout(CdkDuration.of(dlqVisibility()))
        .retentionPeriod(CdkDuration.of(scenario.queue().dlqRetention()))
        .build();
  }

  /** Of a length that the DLQ consumer's mapping accepts, whatever the scenario is about. */
  private Duration dlqVisibility() {
    Duration timeout = scenario.function().timeout();
    return timeout.compareTo(SHORTEST_DLQ_VISIBILITY) > 0 ? timeout : SHORTEST_DLQ_VISIBILITY;
  }

  private Queue makeSpareQueue(boolean fifo) {
    Queue spare =
        queue("SpareQueue", "spare", fifo)
            .retentionPeriod(CdkDuration.of(scenario.queue().dlqRetention()))
            .build();
    CfnQueue resource = (CfnQueue) Objects.requireNonNull(spare.getNode().getDefaultChild());
    resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", List.of(NO_DLQ)));
    return spare;
  }

  private Queue makeSource() {
    QueueSettings settings = scenario.queue();
    Queue.Builder source = queue("Source", "source");
    if (settings.redrives()) {
      source.deadLetterQueue(
          DeadLetterQueue.builder()
              .queue(deadLetterQueue)
              .maxReceiveCount(settings.maxReceiveCount())
              .build());
    }
    return source
        .visibilityTimeout(CdkDuration.of(settings.visibilityTimeout()))
        .retentionPeriod(CdkDuration.of(settings.retention()))
        .deliveryDelay(CdkDuration.of(settings.delay()))
        .build();
  }

  private Queue.Builder queue(String id, String role) {
    return queue(id, role, scenario.queue().fifo());
  }

  /** Names are explicit, since several emulators know a FIFO queue by its suffix alone. */
  private Queue.Builder queue(String id, String role, boolean fifo) {
    Queue.Builder builder =
        Queue.Builder.create(this, id)
            .queueName(name(role) + (fifo ? ".fifo" : ""))
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true);
    // With deduplication by content, SQS would swallow equal bodies that an experiment sends twice.
    return fifo ? builder.fifo(true).contentBasedDeduplication(false) : builder;
  }

  private QueueConsumer makeConsumer() {
    // Nobody reads what a function answers to an asynchronous invocation.
    boolean reports = scenario.mapped() && scenario.mapping().reportBatchItemFailures();
    Map<String, String> environment =
        Map.of(
            "DLQ_URL", deadLetterQueue.getQueueUrl(),
            "REPORT_BATCH_ITEM_FAILURES", Boolean.toString(reports),
            "PARTIAL_BATCH", scenario.function().partialBatch());
    QueueConsumer made =
        new QueueConsumer(
            this,
            "Consumer",
            consumerProps(environment),
            scenario.mapped() ? Optional.of(sourceMapping()) : Optional.empty());
    deadLetterQueue.grantSendMessages(made.function());
    made.function().configureAsyncInvoke(asyncInvoke());
    return made;
  }

  private SqsEventSource sourceMapping() {
    MappingSettings mapping = scenario.mapping();
    SqsEventSource.Builder events =
        SqsEventSource.Builder.create(source)
            .batchSize(mapping.batchSize())
            .reportBatchItemFailures(mapping.reportBatchItemFailures());
    mapping.maximumConcurrency().ifPresent(events::maxConcurrency);
    if (!mapping.enabled()) {
      events.enabled(false);
    }
    if (!mapping.batchingWindow().isZero()) {
      events.maxBatchingWindow(CdkDuration.of(mapping.batchingWindow()));
    }
    return events.build();
  }

  /** The setting under examination: it says nothing about what a mapping does. */
  private EventInvokeConfigOptions asyncInvoke() {
    EventInvokeConfigOptions.Builder options =
        EventInvokeConfigOptions.builder()
            .retryAttempts(scenario.function().retryAttempts())
            .maxEventAge(CdkDuration.of(scenario.function().maximumEventAge()));
    if (scenario.function().onFailure() == OnFailure.DESTINATION) {
      options.onFailure(new SqsDestination(deadLetterQueue));
    }
    return options.build();
  }

  /** Batches of one: what the DLQ consumer sees must not depend on what else is in the queue. */
  private QueueConsumer makeDlqConsumer() {
    return new QueueConsumer(
        this,
        "DlqConsumer",
        props("dlq-consumer", "DlqConsumerHandler", DLQ_CONSUMER_MEGABYTES, Map.of()),
        Optional.of(dlqMapping()));
  }

  private SqsEventSource dlqMapping() {
    SqsEventSource.Builder events = SqsEventSource.Builder.create(deadLetterQueue).batchSize(1);
    if (!scenario.mapping().dlqEnabled()) {
      events.enabled(false);
    }
    return events.build();
  }

  private QueueConsumer.Props consumerProps(Map<String, String> environment) {
    QueueConsumer.Props props =
        props("consumer", "ConsumerHandler", scenario.function().memoryMegabytes(), environment)
            .reserving(scenario.function().reservedConcurrency());
    return scenario.function().onFailure() == OnFailure.DEAD_LETTER_QUEUE
        ? props.leavingTo(deadLetterQueue)
        : props;
  }

  private QueueConsumer.Props props(
      String role, String handler, int memoryMegabytes, Map<String, String> environment) {
    return new QueueConsumer.Props(
        name(role),
        "dev.retrylab.lambda." + handler,
        jar,
        scenario.function().timeout(),
        memoryMegabytes,
        environment,
        OptionalInt.empty(),
        Optional.empty());
  }

  private String name(String role) {
    return prefix + scenario.name() + "-" + role;
  }
}
