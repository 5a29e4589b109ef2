package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.Invariants;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.Conservation;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.FunctionSettings;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.QueueVisibility;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.fold.DiscardInference;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** Of the runs of an event, and of when the last one is sent. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Scenario scenario;
  private final ScenarioParts parts;
  private final Concurrency account;
  private final Random random;
  private final SteppedClock clock = SteppedClock.atNoon();
  private final Instant start = clock.instant();
  private final SqsEngine sqs = new SqsEngine(clock);
  private final List<Observation> seen = new ArrayList<>();

  private VirtualRun(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.parts = new ScenarioParts(scenario);
    this.account = parts.account();
    this.random = new Random(seed);
  }

  /** The history when both queues are empty. No run breaks an invariant or loses a message. */
  static History of(Scenario scenario, long seed) {
    VirtualRun run = new VirtualRun(scenario, seed);
    History history = run.run();
    run.clock.assertAtRest();
    Conservation.assertOf(run.sqs);
    assertThat(Invariants.broken(history, run.conditions(), /* complete= */ true))
        .as("broken invariants in %s", history)
        .isEmpty();
    assertThat(history.strays()).isEmpty();
    return history;
  }

  private Conditions conditions() {
    return new Conditions(
        scenario.trigger() == Trigger.EVENT ? Duration.ofMinutes(2) : scenario.longestVisibility(),
        scenario.shortestVisibility(),
        /* slack= */ Duration.ZERO,
        /* clockSkew= */ Duration.ZERO,
        /* dlqReceiveCountSettled= */ true,
        /* exactlyOnce= */ true,
        scenario.queue().retention(),
        /* dlqReceived= */ true,
        /* batchingWindow= */ Duration.ZERO);
  }

  private History run() {
    Queue dlq = parts.dlq(sqs);
    Queue source = parts.source(sqs, dlq);
    FunctionSpec dlqConsumer = parts.function(OptionalInt.empty());
    map(
        dlq,
        dlqConsumer,
        account.limit(dlqConsumer, new ScriptedDlqConsumer(clock, seen::add)),
        ScenarioParts.dlqMapping());
    return scenario.trigger() == Trigger.EVENT ? runEvents(source, dlq) : runMessages(source, dlq);
  }

  private History runMessages(Queue source, Queue dlq) {
    // A mapping that begins behind the first messages finds full batches, one before them does not.
    boolean late = random.nextBoolean();
    if (late) {
      sendDue(source, Duration.ZERO);
    }
    FunctionSpec consumer = parts.function(scenario.function().reservedConcurrency());
    map(source, consumer, account.limit(consumer, consumer(source, dlq)), parts.mapping());
    scenario.messages().stream()
        .map(MessageSpec::sendAfter)
        .filter(after -> !late || !after.isZero())
        .distinct()
        .forEach(after -> clock.at(start.plus(after), () -> sendDue(source, after)));
    changeLater(source);
    do {
      clock.advance(STEP);
    } while (!source.counts().equals(EMPTY) || !dlq.counts().equals(EMPTY));
    // A message may expire while its last run is under way.
    clock.advance(scenario.function().timeout().multipliedBy(2));
    OptionalInt limit =
        scenario.queue().deadLetterQueue()
            ? OptionalInt.of(scenario.queue().maxReceiveCount())
            : OptionalInt.empty();
    return TimelineFold.ofMessages(RUN.text(), limit, scenario.mapping().reportBatchItemFailures())
        .fold(seen);
  }

  /** A change is in force somewhen in the time that it takes on AWS. */
  private void changeLater(Queue source) {
    if (scenario.steps().isEmpty()) {
      return;
    }
    Duration late = Duration.ofMillis(random.nextLong(QueueVisibility.CHANGE_TAKES.toMillis()));
    for (Step step : scenario.steps()) {
      clock.at(start.plus(step.at()).plus(late), () -> ScenarioParts.change(source, step));
    }
  }

  /** Nothing tells when Lambda is done with an event: it is so when it is too old. */
  private History runEvents(Queue source, Queue dlq) {
    FunctionSettings settings = scenario.function();
    FunctionSpec target = parts.function(settings.reservedConcurrency());
    AsyncQueue events =
        new AsyncQueue(
            account.limit(target, consumer(source, dlq)),
            settings.retryAttempts(),
            settings.maximumEventAge(),
            clock,
            keeping(dlq, target.arn()));
    for (MessageSpec message : scenario.messages()) {
      clock.at(start.plus(message.sendAfter()), () -> invoke(events, message));
    }
    do {
      clock.advance(STEP);
    } while (clock.instant().isBefore(start.plus(settings.maximumEventAge().plus(LONGEST)))
        || !dlq.counts().equals(EMPTY));
    History history =
        TimelineFold.ofEvents(RUN.text(), scenario.mapping().reportBatchItemFailures()).fold(seen);
    return settings.onFailure() == OnFailure.DISCARD
        ? new DiscardInference(attempts(settings), settings.maximumEventAge(), end -> end)
            .in(history, clock.instant())
        : history;
  }

  private static int attempts(FunctionSettings settings) {
    return settings.reservedConcurrency().equals(OptionalInt.of(0))
        ? 0
        : 1 + settings.retryAttempts();
  }

  private Optional<FailureQueue> keeping(Queue dlq, String functionArn) {
    return switch (scenario.function().onFailure()) {
      case DISCARD -> Optional.empty();
      case DESTINATION -> Optional.of(new FailureQueue.Destination(dlq, functionArn));
      case DEAD_LETTER_QUEUE -> Optional.of(new FailureQueue.FunctionDeadLetterQueue(dlq));
    };
  }

  private void invoke(AsyncQueue events, MessageSpec message) {
    Instant now = clock.instant();
    String id = EventPayload.messageId(message, RUN);
    seen.add(new Sent(message.key(), message.userId(), id, Optional.empty(), now));
    events.accept(
        EventPayload.write(message, RUN, now, scenario.queue().type())
            .getBytes(StandardCharsets.UTF_8));
  }

  private Invoker consumer(Queue source, Queue dlq) {
    return new ScriptedConsumer(
        scenario, source, dlq, clock, start, () -> parts.overhead(random), seen::add);
  }

  private void map(Queue queue, FunctionSpec target, Invoker function, MappingSpec spec) {
    EventSourceMapping unused = new EventSourceMapping(queue, target, function, spec, clock);
  }

  private void sendDue(Queue source, Duration after) {
    for (MessageSpec message : scenario.messages()) {
      if (message.sendAfter().equals(after)) {
        String id =
            EventRecords.send(
                source, MessageBody.write(message, RUN, Instant.EPOCH), message.group());
        Optional<String> group = Optional.of(message.group()).filter(any -> source.name().isFifo());
        seen.add(new Sent(message.key(), message.userId(), id, group, clock.instant()));
      }
    }
  }
}
