package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.EngineClock.Alarm;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.runtime.FunctionRuntime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One execution environment of a function, with its runtime. It runs one invocation at a time.
 *
 * <p>An invocation has ended when the runtime asks for the next one, not when it answers: AWS's
 * Runtime Interface Client logs an uncaught exception in between. Whatever was logged before is in
 * the log when the result is given.
 */
final class ExecutionEnvironment implements FunctionRuntime.Listener {

  /** Who keeps the environments of a function. Called outside of all locks. */
  interface Owner {
    /** The environment can run an invocation. */
    void idle(ExecutionEnvironment environment);

    /** The environment is no more; the reason is given if it never came to be ready. */
    void gone(ExecutionEnvironment environment, Optional<FunctionError> initFailure);

    /** An invocation took longer than the function's timeout. */
    void timedOut();
  }

  private final FunctionSpec spec;
  private final EngineClock clock;
  private final InvocationLog log;
  private final Owner owner;
  private final Instant starting;

  /** Empty until {@link #start} has prepared one. */
  private volatile Optional<FunctionRuntime> runtime = Optional.empty();

  private Optional<Running> running = Optional.empty();
  private Optional<FunctionError> initError = Optional.empty();
  private Optional<Duration> initDuration = Optional.empty();
  private boolean ready;

  /** What is known of the invocation that runs. */
  private static final class Running {
    private final Invocation invocation;
    private final Instant started;
    private Optional<InvocationResult> reported = Optional.empty();
    private Alarm timeout = () -> {};
    private boolean timedOut;

    Running(Invocation invocation, Instant started) {
      this.invocation = invocation;
      this.started = started;
    }
  }

  ExecutionEnvironment(FunctionSpec spec, InvocationLog log, EngineClock clock, Owner owner) {
    this.spec = spec;
    this.clock = clock;
    this.log = log;
    this.owner = owner;
    this.starting = clock.instant();
  }

  /**
   * Starts its runtime. Where that throws, {@link #close} frees what was made by then.
   *
   * @param environment all the environment variables that the function gets to see
   */
  void start(FunctionRuntime.Factory runtimes, Map<String, String> environment) {
    FunctionRuntime prepared =
        runtimes.prepare(spec.handler(), spec.memoryMegabytes(), environment, this);
    runtime = Optional.of(prepared);
    prepared.begin();
  }

  /** The log stream that it writes. */
  String logStream() {
    return log.stream();
  }

  /** Runs an invocation; the environment must be idle. */
  void run(Invocation invocation) {
    Duration later = runtime.map(FunctionRuntime::startsLater).orElse(Duration.ZERO);
    if (later.isZero()) {
      runNow(invocation);
      return;
    }
    // Held until the alarm is set: else time could jump past it.
    try (Hold scheduling = clock.hold()) {
      Hold waiting = clock.suspend();
      clock.at(
          clock.instant().plus(later),
          () -> {
            waiting.close();
            synchronized (this) {
              initDuration = Optional.of(later);
            }
            runNow(invocation);
          });
    }
  }

  private void runNow(Invocation invocation) {
    if (!guard("Starting an invocation", () -> begin(invocation))) {
      kill();
      invocation
          .result()
          .completeExceptionally(new IllegalStateException("the invocation could not be started"));
    }
  }

  private void begin(Invocation invocation) {
    Running run = new Running(invocation, clock.instant());
    synchronized (this) {
      running = Optional.of(run);
      run.timeout = clock.at(run.started.plus(spec.timeout()), () -> timeOut(run));
    }
    log.started(invocation.requestId());
    try {
      runtime
          .orElseThrow()
          .deliver(invocation.requestId(), spec.arn(), spec.timeout(), invocation.payload());
    } catch (IOException e) {
      kill(); // it has ended already, or is about to: exited() gives the result
    }
  }

  @Override
  public void next() {
    if (!guard("Giving work to a runtime", this::askedForWork)) {
      kill();
    }
  }

  private void askedForWork() {
    Optional<Running> ended;
    synchronized (this) {
      ended = running;
      if (!ready) {
        ready = true;
        initDuration = Optional.of(Duration.between(starting, clock.instant()));
      }
    }
    if (ended.isEmpty()) {
      owner.idle(this);
    } else {
      runtime.orElseThrow().drain(() -> finish(ended.get()));
    }
  }

  private void finish(Running run) {
    Optional<Duration> init;
    synchronized (this) {
      if (run.timedOut || running.isEmpty()) {
        return; // the runtime has been killed: exited() finishes
      }
      run.timeout.cancel();
      running = Optional.empty();
      init = initDuration;
      initDuration = Optional.empty();
    }
    guard(
        "Logging the end of an invocation",
        () -> {
          Duration took = Duration.between(run.started, clock.instant());
          log.ended(run.invocation.requestId(), took, init);
        });
    try {
      owner.idle(this);
    } finally {
      run.reported.ifPresentOrElse(
          run.invocation.result()::complete,
          () -> run.invocation.result().completeExceptionally(noResponse()));
    }
  }

  /** The log shows no failure then: whoever invoked has to tell the run that there was one. */
  private IllegalStateException noResponse() {
    return new IllegalStateException(
        "the runtime of " + spec.name() + " asked for the next invocation and gave no response");
  }

  @Override
  public void response(String requestId, byte[] body) {
    report(requestId, new Returned(body));
  }

  @Override
  public void error(String requestId, byte[] body) {
    report(requestId, new FunctionError(body));
  }

  private synchronized void report(String requestId, InvocationResult result) {
    running
        .filter(run -> run.invocation.requestId().equals(requestId))
        .ifPresent(run -> run.reported = Optional.of(result));
  }

  @Override
  public synchronized void initError(byte[] body) {
    initError = Optional.of(new FunctionError(body));
  }

  @Override
  public void logged(String event) {
    log.append(event);
  }

  private void timeOut(Running run) {
    synchronized (this) {
      if (running.isEmpty() || running.get() != run) {
        return;
      }
      run.timedOut = true;
    }
    try {
      owner.timedOut();
    } finally {
      kill();
    }
  }

  @Override
  public void exited() {
    Optional<Running> interrupted;
    Optional<FunctionError> initFailure;
    synchronized (this) {
      interrupted = running;
      running = Optional.empty();
      initFailure =
          ready ? Optional.empty() : Optional.of(initError.orElseGet(this::exitBeforeReady));
    }
    try {
      interrupted.ifPresent(this::finishInterrupted);
    } finally {
      owner.gone(this, initFailure);
    }
  }

  private FunctionError exitBeforeReady() {
    return FunctionError.of(
        "Runtime.ExitError",
        "Runtime exited during init with exit status " + runtime.orElseThrow().exitStatus());
  }

  /** async-timeout-error-shape gives the error of a timeout. */
  private void finishInterrupted(Running run) {
    run.timeout.cancel();
    String id = run.invocation.requestId();
    int status = run.timedOut ? 0 : runtime.orElseThrow().exitStatus();
    guard(
        "Logging the end of an invocation",
        () -> {
          if (run.timedOut) {
            log.timedOut(id, spec.timeout());
          } else {
            log.crashed(id, Duration.between(run.started, clock.instant()), status);
          }
        });
    run.invocation
        .result()
        .complete(
            run.timedOut
                ? FunctionError.of(
                    "Sandbox.Timedout",
                    "RequestId: %s Error: Task timed out after %s seconds"
                        .formatted(id, InvocationLog.seconds(spec.timeout())))
                : FunctionError.of(
                    "Runtime.ExitError",
                    "RequestId: %s Error: Runtime exited with error: exit status %d"
                        .formatted(id, status)));
  }

  private boolean guard(String what, Runnable work) {
    return clock.failures().guard(what + " of " + spec.name(), work);
  }

  /** Ends the runtime; an invocation that runs ends as a crash. */
  void kill() {
    if (!guard("Ending a runtime", () -> runtime.ifPresent(FunctionRuntime::kill))) {
      abandon();
    }
  }

  /** Nobody is to wait for a runtime that cannot be ended. */
  private void abandon() {
    Optional<Running> lost;
    synchronized (this) {
      lost = running;
      running = Optional.empty();
    }
    lost.ifPresent(
        run ->
            run.invocation
                .result()
                .completeExceptionally(
                    new IllegalStateException("the runtime could not be ended")));
    owner.gone(this, Optional.empty());
  }

  /** Ends the runtime and waits until it is gone. */
  void close() {
    guard("Closing a runtime", () -> runtime.ifPresent(FunctionRuntime::close));
  }
}
