package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.lambda.LambdaService;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.stack.StackPlan;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** One scenario as it is deployed on a pretended AWS, with functions that are no processes. */
final class PretendExperiment {
  private static final int MOST_ENVIRONMENTS = 10;

  private final Scenario scenario;
  private final String prefix;
  private final LogStore store;
  private final SteppedClock clock;
  private final LambdaService lambda;
  private final Queue dlq;
  private final Queue source;
  private final Optional<Queue> spare;
  private final Map<String, String> outputs = new HashMap<>();

  /**
   * Makes the queues.
   *
   * @param prefix what all names begin with
   */
  PretendExperiment(
      Scenario scenario,
      String prefix,
      SqsEngine engine,
      LogStore store,
      SteppedClock clock,
      LambdaService lambda) {
    this.scenario = scenario;
    this.prefix = prefix;
    this.store = store;
    this.clock = clock;
    this.lambda = lambda;
    QueueType type = scenario.queue().type();
    this.dlq = queue(engine, "dlq", type, dlqAttributes());
    this.source = queue(engine, "source", type, sourceAttributes(dlq));
    this.spare =
        scenario.queue().spareQueue().map(other -> queue(engine, "spare", other, Map.of()));
  }

  /** Makes the functions and their mappings. */
  void deploy(boolean jsonLogs, Supplier<Duration> takes) {
    FunctionLog consumerLog = new FunctionLog(group("consumer"), jsonLogs);
    deploy(
        source,
        "consumer",
        new ScriptedConsumer(scenario, source, dlq, clock, clock.instant(), takes, consumerLog),
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
  }

  private Queue queue(SqsEngine engine, String name, QueueType type, Map<String, String> more) {
    boolean fifo = type == QueueType.FIFO;
    Map<String, String> attributes = new HashMap<>(more);
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    return engine.createQueue(
        new QueueName(prefix + name + (fifo ? ".fifo" : "")), attributes, Map.of());
  }

  private Map<String, String> dlqAttributes() {
    Duration visibility = StackPlan.alone(scenario).dlqVisibilityTimeout();
    return Map.of(
        "MessageRetentionPeriod", Long.toString(scenario.queue().dlqRetention().toSeconds()),
        "VisibilityTimeout", Long.toString(visibility.toSeconds()));
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
    return store.create("/aws/lambda/" + prefix + function);
  }

  private void deploy(
      Queue queue,
      String name,
      Invoker function,
      MappingSpec spec,
      Optional<FailureQueue> failures) {
    FunctionSpec target =
        new FunctionSpec(
            prefix + name,
            "H",
            scenario.function().timeout(),
            scenario.function().memoryMegabytes(),
            environment(),
            MOST_ENVIRONMENTS);
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
            Optional.empty(),
            enabled));
    if (!enabled) {
      outputs.merge(
          "DisabledMappings",
          name.equals("consumer") ? "source" : "dlq",
          (one, other) -> one + " " + other);
    }
    outputs.put(name.equals("consumer") ? "SourceMappingId" : "DlqMappingId", mapping.uuid());
  }

  private Map<String, String> environment() {
    boolean reports =
        scenario.trigger() == Trigger.MAPPING && scenario.mapping().reportBatchItemFailures();
    return Map.of(
        "REPORT_BATCH_ITEM_FAILURES",
        Boolean.toString(reports),
        "PARTIAL_BATCH",
        scenario.partialBatch().word());
  }

  /** The stack outputs of a scenario alone. */
  Map<String, String> outputs(URI endpoint) {
    outputs.put("SourceQueueUrl", endpoint + "/000000000000/" + source.name());
    outputs.put("DlqUrl", endpoint + "/000000000000/" + dlq.name());
    spare.ifPresent(
        queue -> outputs.put("SpareQueueUrl", endpoint + "/000000000000/" + queue.name()));
    outputs.put("ConsumerFunctionName", prefix + "consumer");
    outputs.put("DlqConsumerFunctionName", prefix + "dlq-consumer");
    outputs.put("ConsumerLogGroup", "/aws/lambda/" + prefix + "consumer");
    outputs.put("DlqConsumerLogGroup", "/aws/lambda/" + prefix + "dlq-consumer");
    outputs.put("Scenario", scenario.name());
    return outputs;
  }
}
