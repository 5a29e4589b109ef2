package dev.retrylab.harness.experiment;

import dev.retrylab.harness.experiment.UnrulyLogs.Habits;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.lambda.LambdaService;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.QueueName;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import dev.retrylab.harness.local.stack.IdentityService;
import dev.retrylab.harness.local.stack.StackService;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.target.AwsPlace;
import dev.retrylab.harness.target.aws.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * AWS behind an HTTP endpoint, with a scenario deployed, in a time that only waiting moves on: a
 * whole run takes as long as its calls do. The troubles are the test's to choose.
 */
final class PretendAws implements AutoCloseable {
  private static final int MOST_ENVIRONMENTS = 10;
  private static final int RUN_MILLIS = 40;

  final SteppedClock clock = new SteppedClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  final Instant start = clock.instant();
  final Flaky queues;
  final Flaky logs;

  /**
   * Each call of Invoke that reaches Lambda is in here; the tests choose which answers are lost.
   */
  final FlakyInvokes invokes;

  final Queue source;
  private final Scenario scenario;
  private final LogStore store = new LogStore(clock);
  private final LambdaService lambda = new LambdaService();
  private final Map<String, String> outputs = new HashMap<>();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);

  PretendAws(Scenario scenario) {
    this(scenario, Habits.perfect(), false);
  }

  /**
   * @param jsonLogs whether the functions log in the JSON format
   */
  PretendAws(Scenario scenario, Habits habits, boolean jsonLogs) {
    this.scenario = scenario;
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    SqsEngine engine = new SqsEngine(clock);
    queues = new Flaky(new SqsService(engine, endpoint.uri()), clock);
    logs = new Flaky(new UnrulyLogs(new LogsService(store), clock, habits), clock);
    endpoint.mount("AmazonSQS", queues);
    endpoint.mount("Logs_20140328", logs);
    invokes = new FlakyInvokes(lambda);
    LambdaService.PATHS.forEach(path -> endpoint.mountPath(path, invokes));
    endpoint.mountQuery(IdentityService.VERSION, new IdentityService());
    Queue dlq =
        queue(
            engine,
            "dlq",
            scenario.queue().type(),
            Map.of(
                "MessageRetentionPeriod",
                Long.toString(scenario.queue().dlqRetention().toSeconds())));
    scenario
        .queue()
        .spareQueue()
        .map(type -> queue(engine, "spare", type, Map.of()))
        .ifPresent(spare -> outputs.put("SpareQueueUrl", url(spare)));
    source = queue(engine, "source", scenario.queue().type(), sourceAttributes(dlq));
    FunctionLog consumerLog = new FunctionLog(group("consumer"), jsonLogs);
    Random random = new Random(habits.seed());
    deploy(
        source,
        "consumer",
        new ScriptedConsumer(
            scenario, dlq, clock, () -> Duration.ofMillis(random.nextInt(RUN_MILLIS)), consumerLog),
        new MappingSpec(
            scenario.mapping().batchSize(),
            scenario.mapping().batchingWindow(),
            scenario.mapping().reportBatchItemFailures()),
        keeping(dlq));
    deploy(
        dlq,
        "dlq-consumer",
        new ScriptedDlqConsumer(clock, new FunctionLog(group("dlq-consumer"), jsonLogs)),
        new MappingSpec(1, Duration.ZERO, false),
        Optional.empty());
    declareStack(source, dlq);
  }

  private String url(Queue queue) {
    return endpoint.uri() + "/000000000000/" + queue.name();
  }

  private static Queue queue(
      SqsEngine engine, String name, QueueType type, Map<String, String> more) {
    boolean fifo = type == QueueType.FIFO;
    Map<String, String> attributes = new HashMap<>(more);
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    return engine.createQueue(new QueueName(name + (fifo ? ".fifo" : "")), attributes, Map.of());
  }

  private Map<String, String> sourceAttributes(Queue dlq) {
    return Map.of(
        "VisibilityTimeout", Long.toString(scenario.queue().visibilityTimeout().toSeconds()),
        "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(dlq.arn(), scenario.queue().maxReceiveCount()));
  }

  private Optional<FailureQueue> keeping(Queue dlq) {
    return switch (scenario.function().onFailure()) {
      case DISCARD -> Optional.empty();
      case DESTINATION -> Optional.of(new FailureQueue.Destination(dlq, "arn:consumer"));
      case DEAD_LETTER_QUEUE -> Optional.of(new FailureQueue.FunctionDeadLetterQueue(dlq));
    };
  }

  private LogGroup group(String function) {
    return store.create("/aws/lambda/" + function);
  }

  private void deploy(
      Queue queue,
      String name,
      Invoker function,
      MappingSpec spec,
      Optional<FailureQueue> failures) {
    FunctionSpec target =
        new FunctionSpec(
            name, "H", scenario.function().timeout(), 512, Map.of(), MOST_ENVIRONMENTS);
    int retries = scenario.function().retryAttempts();
    lambda.add(
        target,
        function,
        new AsyncQueue(function, retries, scenario.function().maximumEventAge(), clock, failures));
    if (scenario.trigger() == Trigger.EVENT && name.equals("consumer")) {
      outputs.put("Trigger", "event");
      return;
    }
    boolean enabled =
        name.equals("consumer") ? scenario.mapping().enabled() : scenario.mapping().dlqEnabled();
    EventSourceMapping mapping =
        new EventSourceMapping(queue, target, function, spec, clock, enabled);
    lambda.add(
        mapping.uuid(),
        new LambdaService.Mapping(
            queue.arn().toString(),
            target.arn(),
            spec.batchSize(),
            spec.batchingWindow(),
            spec.reportBatchItemFailures(),
            OptionalInt.empty(),
            enabled));
    if (!enabled) {
      outputs.merge(
          "DisabledMappings",
          name.equals("consumer") ? "source" : "dlq",
          (one, other) -> one + " " + other);
    }
    outputs.put(name.equals("consumer") ? "SourceMappingId" : "DlqMappingId", mapping.uuid());
  }

  private void declareStack(Queue source, Queue dlq) {
    outputs.put("SourceQueueUrl", url(source));
    outputs.put("DlqUrl", url(dlq));
    outputs.put("ConsumerFunctionName", "consumer");
    outputs.put("DlqConsumerFunctionName", "dlq-consumer");
    outputs.put("ConsumerLogGroup", "/aws/lambda/consumer");
    outputs.put("DlqConsumerLogGroup", "/aws/lambda/dlq-consumer");
    outputs.put("Scenario", scenario.name());
    StackService stacks = new StackService(clock);
    stacks.declare(AwsPlace.DEFAULT_STACK, outputs);
    endpoint.mountQuery(StackService.VERSION, stacks);
  }

  AwsPlace place() {
    return new AwsPlace(
        Optional.of(endpoint.uri()),
        Optional.of("us-east-1"),
        Optional.empty(),
        AwsPlace.DEFAULT_STACK);
  }

  /** The ids of all messages that the harness has sent to the source queue. */
  Set<String> sent() {
    return queues.answers("SendMessageBatch").stream()
        .flatMap(answer -> answer.findValuesAsText("MessageId").stream())
        .collect(Collectors.toSet());
  }

  /** Clients that wait for nothing but this clock. */
  Conduct conduct() {
    return conduct(new FakePace(clock));
  }

  Conduct conduct(FakePace pace) {
    BackoffStrategy atOnce = BackoffStrategy.retryImmediately();
    RetryStrategy usual =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .backoffStrategy(atOnce)
            .throttlingBackoffStrategy(atOnce)
            .circuitBreakerEnabled(false)
            .maxAttempts(2)
            .build();
    return new Conduct(pace, InstantSource.system(), usual, usual, Conduct.refusals(atOnce));
  }

  @Override
  public void close() {
    endpoint.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }
}
