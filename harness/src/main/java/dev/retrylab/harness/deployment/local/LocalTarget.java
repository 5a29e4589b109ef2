package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.local.LocalEngine;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.LambdaFunction;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step.ReadMetrics;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.LabFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The embedded engine with a scenario deployed in it. */
public final class LocalTarget implements Target {
  /** What this target is called on the command line and in files. */
  public static final String NAME = "local";

  private static final String HELD_UP =
      "The process of %s took longer than its timeout of %d s, though no behaviour of this scenario"
          + " does: the machine gave it too little time. --functions simulated depends on no machine's"
          + " speed";

  private final LocalEngine engine;
  private final boolean mayTimeOut;
  private final ClockKind clockKind;
  private final RuntimeKind functions;
  private final LocalTargetClock clock;
  private final Hold hold;
  private final LocalDeployment deployed;
  private final SqsClient sqs;
  private final Optional<LambdaClient> lambda;
  private final CloudWatchLogsClient logs;

  private LocalTarget(
      LocalEngine engine, ClockKind clockKind, RuntimeKind functions, Scenario scenario) {
    this.engine = engine;
    this.clockKind = clockKind;
    this.functions = functions;
    this.mayTimeOut = functions == RuntimeKind.SIMULATED || FunctionsChoice.hangs(scenario);
    this.clock = new LocalTargetClock(engine.clock(), engine::logEvents);
    this.hold = engine.clock().hold();
    this.deployed = new LocalDeployment(engine, scenario, functions);
    Optional<WarmUp> warmUp =
        functions == RuntimeKind.PROCESSES
            ? Optional.of(WarmUp.begin(deployed, scenario))
            : Optional.empty();
    LocalClients clients = new LocalClients(engine.endpoint());
    this.sqs = clients.sqs();
    this.lambda =
        scenario.trigger() == Trigger.EVENT ? Optional.of(clients.lambda()) : Optional.empty();
    this.logs = clients.logs();
    warmUp.ifPresent(WarmUp::await);
  }

  /**
   * Starts an engine and deploys a scenario's infrastructure in it.
   *
   * @param functionJar the jar that would be deployed to AWS
   * @param functions what runs it
   */
  public static LocalTarget start(
      Scenario scenario, ClockKind clockKind, Path functionJar, RuntimeKind functions) {
    return start(scenario, clockKind, functionJar, functions, 0);
  }

  /**
   * The same on a port of the caller's choice.
   *
   * @param port 1..65535, or 0 for any free port
   */
  public static LocalTarget start(
      Scenario scenario, ClockKind clockKind, Path functionJar, RuntimeKind functions, int port) {
    LocalConcurrency.check(scenario, functions);
    checkTime(scenario, clockKind, functions);
    LocalEngine engine =
        LocalEngine.start(
            pace(clockKind, functions),
            port,
            functionJar,
            functions,
            scenario.function().initDuration());
    try {
      return new LocalTarget(engine, clockKind, functions, scenario);
    } catch (Throwable failure) {
      engine.close();
      throw failure;
    }
  }

  private static void checkTime(Scenario scenario, ClockKind clock, RuntimeKind functions) {
    if (clock == ClockKind.VIRTUAL
        && functions == RuntimeKind.PROCESSES
        && FunctionsChoice.needsTheEnginesTime(scenario)) {
      throw new TargetUnusable(
          "A behaviour of the scenario goes by the time of the run (fail-between, fail-until), which a process cannot know on the virtual clock. Use --functions simulated, or --real-time.");
    }
  }

  /** A process needs wall time for what it does; what is simulated depends on no machine. */
  private static Pace pace(ClockKind clockKind, RuntimeKind functions) {
    if (clockKind == ClockKind.REAL) {
      return Pace.REAL;
    }
    return functions == RuntimeKind.SIMULATED ? Pace.DISCRETE : Pace.VIRTUAL;
  }

  /** Where the engine listens. */
  public URI endpoint() {
    return engine.endpoint();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ClockKind clockKind() {
    return clockKind;
  }

  @Override
  public Optional<String> functions() {
    return Optional.of(functions.word());
  }

  @Override
  public Deployment deployment() {
    return deployed.deployment();
  }

  @Override
  public SqsClient sqs() {
    return sqs;
  }

  /**
   * @throws java.util.NoSuchElementException where a mapping invokes the consumer
   */
  @Override
  public LambdaClient invoking() {
    return lambda.orElseThrow();
  }

  @Override
  public CloudWatchLogsClient logs() {
    return logs;
  }

  @Override
  public boolean dlqReceiveCountSettled() {
    return true;
  }

  @Override
  public boolean exactlyOnce() {
    return true;
  }

  @Override
  public List<LabFailure> failures() {
    return Stream.concat(
            engine.failures().first().stream()
                .map(one -> new LabFailure(one.at(), one.sentence(), one.stackTrace())),
            heldUp().stream())
        .toList();
  }

  /** A process that this machine held up timed out for a reason of no scenario's. */
  private Optional<LabFailure> heldUp() {
    return mayTimeOut
        ? Optional.empty()
        : Stream.of(deployed.consumer(), deployed.dlqConsumer())
            .flatMap(function -> heldUp(function).stream())
            .findFirst();
  }

  private static Optional<LabFailure> heldUp(LambdaFunction function) {
    FunctionSpec spec = function.spec();
    String what = HELD_UP.formatted(spec.name(), spec.timeout().toSeconds());
    return function.firstTimeout().map(at -> new LabFailure(at, what, /* stackTrace= */ ""));
  }

  /** From the queue's own counters: the engine has no CloudWatch. */
  @Override
  public Map<String, Long> metrics(QueueRole queue, Instant since) {
    Queue asked = engine.queue(deployment().queueUrl(queue));
    return Map.of(
        ReadMetrics.SENT, asked.counters().sent(),
        ReadMetrics.AGE, asked.ageOfOldestMessage().toSeconds());
  }

  @Override
  public TargetClock clock() {
    return clock;
  }

  @Override
  public void close() {
    hold.close();
    engine.close();
    sqs.close();
    lambda.ifPresent(LambdaClient::close);
    logs.close();
  }
}
