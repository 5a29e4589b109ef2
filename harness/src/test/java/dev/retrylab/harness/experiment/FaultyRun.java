package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.clock.FaultyClock;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.AsyncQueue;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FailureQueue;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.lambda.ScriptedRuntimes;
import dev.retrylab.harness.local.logs.LogStore;
import dev.retrylab.harness.local.logs.LogsService;
import dev.retrylab.harness.local.mapping.EventSourceMapping;
import dev.retrylab.harness.local.mapping.MappingSpec;
import dev.retrylab.harness.local.sqs.Conservation;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.OnFailure;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.StepResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A whole run in virtual time, from the sends to the verdict, in which one call afterPoll the
 * engine's rooms throws. The same seed gives the same run, as far as no fault changes it.
 */
final class FaultyRun {
  private static final RunId RUN = RunId.at(Instant.EPOCH);
  private static final String CONSUMER = "/aws/lambda/consumer";
  private static final String DLQ_CONSUMER = "/aws/lambda/dlq-consumer";
  private final Scenario scenario;
  private final ScenarioParts parts;
  private final Random random;
  private final Faults faults;
  private final SteppedClock clock = SteppedClock.atNoon();
  private final Instant start = clock.instant();
  private final FaultyClock faulty;
  private final SqsEngine sqs;
  private final LogStore store;
  private final ScriptedRuntimes runtimes;
  private final SentLog sent = new SentLog(line -> {});
  private final StepLog steps = new StepLog(line -> {});

  private FaultyRun(Scenario scenario, long seed, Faults faults) {
    this.scenario = scenario;
    this.parts = new ScenarioParts(scenario);
    this.random = new Random(seed);
    this.faults = faults;
    this.faulty = new FaultyClock(clock, faults);
    this.sqs = new SqsEngine(faulty);
    this.store = new LogStore(faulty);
    this.runtimes = new ScriptedRuntimes(clock, faults);
  }

  /**
   * Runs and judges it. When it rests, nothing holds the clock and no message is missing.
   *
   * @param runs a folder for its files
   */
  static RunReport of(Scenario scenario, long seed, Faults faults, Path runs)
      throws InterruptedException {
    FaultyRun run = new FaultyRun(scenario, seed, faults);
    run.deploy();
    RunReport report = run.watch(runs);
    faults.end();
    run.clock.advance(Duration.ofHours(1));
    assertThat(run.clock.holds()).as("open holds of the clock").isZero();
    Conservation.assertOf(run.sqs);
    return report;
  }

  private void deploy() {
    Queue dlq = parts.dlq(sqs);
    Queue source = parts.source(sqs, dlq);
    store.create(CONSUMER);
    store.create(DLQ_CONSUMER);
    Concurrency account = parts.account();
    FunctionSpec dlqSpec = parts.function(OptionalInt.empty());
    Invoker dlqConsumer =
        account.limit(
            dlqSpec,
            runtimes.function(
                dlqSpec,
                script(witness -> new ScriptedDlqConsumer(clock, witness)),
                store.create(DLQ_CONSUMER),
                faulty));
    FunctionSpec spec = parts.function(scenario.function().reservedConcurrency());
    Invoker consumer =
        account.limit(
            spec,
            runtimes.function(
                spec,
                script(witness -> consumer(source, dlq, witness)),
                store.create(CONSUMER),
                faulty));
    faults.begin();
    map(dlq, dlqSpec, dlqConsumer, ScenarioParts.dlqMapping());
    if (scenario.trigger() == Trigger.EVENT) {
      AsyncQueue events = asyncQueue(consumer, dlq, spec);
      scenario.messages().forEach(message -> later(message, () -> invoke(events, message)));
    } else {
      map(source, spec, consumer, parts.mapping());
      scenario.messages().forEach(message -> later(message, () -> send(source, message)));
      for (int i = 0; i < scenario.steps().size(); i++) {
        changeLater(source, i + 1, scenario.steps().get(i));
      }
    }
  }

  private void changeLater(Queue source, int number, Step step) {
    Instant at = start.plus(step.at());
    clock.at(
        at,
        () -> {
          steps.begun(number, step, at);
          ScenarioParts.change(source, step);
          steps.done(
              new StepResult(number, at, Map.of(StepPrediction.REFUSED, 0L), Optional.empty()),
              List.of());
        });
  }

  private void later(MessageSpec message, Runnable send) {
    clock.at(start.plus(message.sendAfter()), send);
  }

  private RunReport watch(Path runs) throws InterruptedException {
    FakePace pace = new UntilNews();
    RunDirectory directory = RunDirectory.create(runs, scenario.name(), start);
    RunRecord record = record(pace);
    record.write(directory);
    CloudWatchLogSource source =
        new CloudWatchLogSource(
            new LogsInProcess(new LogsService(store)),
            Map.of(FunctionRole.CONSUMER, CONSUMER, FunctionRole.DLQ_CONSUMER, DLQ_CONSUMER),
            pace,
            new LogRequestInterval(pace));
    RunAnalysis analysis = new RunAnalysis(record, steps);
    Watching watching =
        new Watching(
            source, analysis, sent, directory, pace, state -> {}, start, () -> {}, this::failures);
    Watching.Result seen = watching.outcome(watching.toTheEnd(look -> false));
    return analysis.report(
        seen.history(), seen.evidence(), seen.usage(), directory.path().toString());
  }

  /** Waits for the next log event or failure, as on the local engine, or for a deadline. */
  private final class UntilNews extends FakePace {
    private long seen;

    UntilNews() {
      super(clock);
    }

    private long news() {
      return store.appended() + clock.failures().number();
    }

    @Override
    public boolean awaitNews(Instant deadline, Instant lastPoll) {
      clock.advance(deadline, () -> news() > seen);
      seen = news();
      return true;
    }

    @Override
    public Duration requestInterval() {
      return Duration.ZERO;
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(60);
    }
  }

  private List<LabFailure> failures() {
    return clock.failures().first().stream()
        .map(one -> new LabFailure(one.at(), one.sentence(), one.stackTrace()))
        .toList();
  }

  private RunRecord record(FakePace pace) {
    Deployment deployment =
        new Deployment(
            "http://127.0.0.1/0/source",
            "http://127.0.0.1/0/dlq",
            "consumer",
            "dlq-consumer",
            CONSUMER,
            DLQ_CONSUMER,
            scenario.queue(),
            scenario.mapping(),
            scenario.function());
    Duration visibility =
        scenario.trigger() == Trigger.EVENT ? Duration.ofMinutes(2) : scenario.longestVisibility();
    return new RunRecord(
        RUN,
        start,
        new RunRecord.Program("test", Optional.empty(), List.of("run")),
        scenario,
        "local",
        ClockKind.VIRTUAL,
        deployment,
        new Conditions(
            visibility,
            scenario.shortestVisibility(),
            pace.slack(),
            Duration.ZERO,
            true,
            true,
            scenario.queue().retention(),
            /* dlqReceived= */ true,
            scenario.mapping().batchingWindow()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** A script that does what an invoker does, and logs what that one tells its witness. */
  private static ScriptedRuntimes.Script script(Function<Consumer<Observation>, Invoker> handler) {
    return (requestId, event, log, end) -> {
      AtomicReference<Ending> ending = new AtomicReference<>(Ending.OK);
      Consumer<Observation> witness =
          seen -> {
            FunctionLog.journalLine(seen).ifPresent(line -> log.accept(line + "\n"));
            if (seen instanceof InvocationEnded ended) {
              ending.set(ended.ending());
            }
          };
      CompletableFuture<?> unused =
          handler
              .apply(witness)
              .invoke(requestId, event)
              .thenAccept(result -> end(ending.get(), result, end));
    };
  }

  /** What hangs tells nothing: the timeout is the environment's own. */
  private static void end(
      Ending ending, InvocationResult result, Consumer<Optional<InvocationResult>> end) {
    if (ending != Ending.TIMED_OUT) {
      end.accept(Optional.of(result).filter(any -> ending != Ending.CRASHED));
    }
  }

  private ScriptedConsumer consumer(Queue source, Queue dlq, Consumer<Observation> witness) {
    return new ScriptedConsumer(
        scenario, source, dlq, clock, start, () -> parts.overhead(random), witness);
  }

  private AsyncQueue asyncQueue(Invoker consumer, Queue dlq, FunctionSpec spec) {
    Optional<FailureQueue> failures =
        scenario.function().onFailure() == OnFailure.DISCARD
            ? Optional.empty()
            : Optional.of(new FailureQueue.Destination(dlq, spec.arn()));
    return new AsyncQueue(
        consumer,
        scenario.function().retryAttempts(),
        scenario.function().maximumEventAge(),
        faulty,
        failures);
  }

  /** A request that fails in the engine is heard by whoever serves it. */
  private void send(Queue source, MessageSpec message) {
    clock
        .failures()
        .guard(
            "Serving a request",
            () -> {
              String body = MessageBody.write(message, RUN, Instant.EPOCH);
              String id = EventRecords.send(source, body, message.group());
              Optional<String> group =
                  Optional.of(message.group()).filter(any -> source.name().isFifo());
              sent.sent(
                  List.of(new Sent(message.key(), message.userId(), id, group, clock.instant())));
            });
  }

  private void invoke(AsyncQueue events, MessageSpec message) {
    clock
        .failures()
        .guard(
            "Serving a request",
            () -> {
              Instant now = clock.instant();
              String id = EventPayload.messageId(message, RUN);
              events.accept(
                  EventPayload.write(message, RUN, now, scenario.queue().type())
                      .getBytes(StandardCharsets.UTF_8));
              sent.sent(
                  List.of(new Sent(message.key(), message.userId(), id, Optional.empty(), now)));
            });
  }

  private void map(Queue queue, FunctionSpec target, Invoker function, MappingSpec spec) {
    EventSourceMapping unused = new EventSourceMapping(queue, target, function, spec, faulty);
  }
}
