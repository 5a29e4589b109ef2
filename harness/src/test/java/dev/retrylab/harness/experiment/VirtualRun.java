package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.lambda.ReservedConcurrency;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.MessageCounts;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.QueueName;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.TimelineFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * One run of the engine's queues and mappings in virtual time, with functions that are no
 * processes. The same seed gives the same run.
 */
final class VirtualRun {
  private static final RunId RUN = RunId.at(Instant.EPOCH);
  private static final MessageCounts EMPTY = new MessageCounts(0, 0, 0);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration SHORTEST_DLQ_VISIBILITY = Duration.ofSeconds(30);

  /** One for each message: the rules say nothing about messages that no poller has time for. */
  private static final int POLLERS = 5;

  private final Scenario scenario;
  private final Random random;
  private final SteppedClock clock = SteppedClock.atNoon();
  private final SqsEngine sqs = new SqsEngine(clock);
  private final List<Observation> seen = new ArrayList<>();

  private VirtualRun(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.random = new Random(seed);
  }

  /** The history when both queues are empty. */
  static History of(Scenario scenario, long seed) {
    return new VirtualRun(scenario, seed).run();
  }

  private History run() {
    QueueSettings settings = scenario.queue();
    Duration timeout = scenario.function().timeout();
    Duration dlqVisibility =
        timeout.compareTo(SHORTEST_DLQ_VISIBILITY) > 0 ? timeout : SHORTEST_DLQ_VISIBILITY;
    Queue dlq = queue("dlq", dlqVisibility, settings.dlqRetention(), Map.of());
    Queue source =
        queue("source", settings.visibilityTimeout(), settings.retention(), sourceOnly(dlq));
    // A mapping that begins behind the first messages finds full batches, one before them does not.
    boolean late = random.nextBoolean();
    if (late) {
      sendDue(source, Duration.ZERO);
    }
    FunctionSpec consumer = spec(scenario.function().reservedConcurrency());
    map(source, consumer, ReservedConcurrency.of(consumer, consumer(dlq)), mapping());
    map(
        dlq,
        spec(OptionalInt.empty()),
        new ScriptedDlqConsumer(clock, seen::add),
        new MappingSpec(1, Duration.ZERO, /* reportBatchItemFailures= */ false));
    Instant start = clock.instant();
    scenario.messages().stream()
        .map(MessageSpec::sendAfter)
        .filter(after -> !late || !after.isZero())
        .distinct()
        .forEach(after -> clock.at(start.plus(after), () -> sendDue(source, after)));
    do {
      clock.advance(STEP);
    } while (!source.counts().equals(EMPTY) || !dlq.counts().equals(EMPTY));
    // A message may expire while its last run is under way.
    clock.advance(timeout.multipliedBy(2));
    OptionalInt limit =
        settings.deadLetterQueue()
            ? OptionalInt.of(settings.maxReceiveCount())
            : OptionalInt.empty();
    return new TimelineFold(RUN.text(), limit).fold(seen);
  }

  private Queue queue(
      String name, Duration visibility, Duration retention, Map<String, String> more) {
    boolean fifo = scenario.queue().type() == QueueType.FIFO;
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("VisibilityTimeout", Long.toString(visibility.toSeconds()));
    attributes.put("MessageRetentionPeriod", Long.toString(retention.toSeconds()));
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    return sqs.createQueue(new QueueName(name + (fifo ? ".fifo" : "")), attributes, Map.of());
  }

  private Map<String, String> sourceOnly(Queue dlq) {
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(dlq.arn(), scenario.queue().maxReceiveCount());
    String delay = Long.toString(scenario.queue().delay().toSeconds());
    return scenario.queue().deadLetterQueue()
        ? Map.of("RedrivePolicy", redrive, "DelaySeconds", delay)
        : Map.of("DelaySeconds", delay);
  }

  private MappingSpec mapping() {
    return new MappingSpec(
        scenario.mapping().batchSize(),
        scenario.mapping().batchingWindow(),
        scenario.mapping().reportBatchItemFailures(),
        scenario.mapping().maximumConcurrency());
  }

  private Invoker consumer(Queue dlq) {
    long timeout = scenario.function().timeout().toMillis();
    return new ScriptedConsumer(
        scenario,
        dlq,
        clock,
        () -> Duration.ofMillis(random.nextBoolean() ? 0 : random.nextLong(timeout)),
        seen::add);
  }

  private FunctionSpec spec(OptionalInt reservedConcurrency) {
    return new FunctionSpec(
        "f", "H", scenario.function().timeout(), 128, Map.of(), POLLERS, reservedConcurrency);
  }

  private void map(Queue queue, FunctionSpec target, Invoker function, MappingSpec spec) {
    EventSourceMapping unused = new EventSourceMapping(queue, target, function, spec, clock);
  }

  private void sendDue(Queue source, Duration after) {
    for (MessageSpec message : scenario.messages()) {
      if (message.sendAfter().equals(after)) {
        String id = EventRecords.send(source, MessageBody.write(message, RUN), message.group());
        Optional<String> group = Optional.of(message.group()).filter(any -> source.name().isFifo());
        seen.add(new Sent(message.key(), message.userId(), id, group, clock.instant()));
      }
    }
  }
}
