package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.EngineClock.Alarm;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One execution environment of a function: a process and the Runtime API it talks to. It runs one
 * invocation at a time.
 *
 * <p>An invocation has ended when the runtime asks for the next one, not when it answers: an
 * uncaught exception is logged in between (facts/lambda-process.md). Whatever was logged before is
 * in the log when the result is given.
 */
final class ExecutionEnvironment implements RuntimeApi.Listener, AutoCloseable {

  /** Who keeps the environments of a function. Called outside of all locks. */
  interface Owner {
    /** The environment can run an invocation. */
    void idle(ExecutionEnvironment environment);

    /** The process is gone; the reason is given if it never came to be ready. */
    void gone(ExecutionEnvironment environment, Optional<FunctionError> initFailure);
  }

  private final FunctionSpec spec;
  private final EngineClock clock;
  private final InvocationLog log;
  private final Owner owner;
  private final RuntimeApi api;
  private final RuntimeProcess process;
  private final Instant starting;

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

  ExecutionEnvironment(
      FunctionSpec spec,
      RuntimeFiles files,
      Map<String, String> environment,
      InvocationLog log,
      EngineClock clock,
      Owner owner) {
    this.spec = spec;
    this.clock = clock;
    this.log = log;
    this.owner = owner;
    this.starting = clock.instant();
    this.api = RuntimeApi.start(this);
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
    this.process =
        RuntimeProcess.start(
            files, files.classData().options(), spec.handler(), spec.memoryMegabytes(), all);
    process.watch(log::append, this::exited);
  }

  /** Runs an invocation; the environment must be idle. */
  void run(Invocation invocation) {
    Running run = new Running(invocation, clock.instant());
    synchronized (this) {
      running = Optional.of(run);
      run.timeout = clock.at(run.started.plus(spec.timeout()), () -> timeOut(run));
    }
    log.started(invocation.requestId());
    try {
      api.deliver(invocation, spec.arn(), System.currentTimeMillis() + spec.timeout().toMillis());
    } catch (IOException e) {
      process.kill(); // it has ended already, or is about to: exited() gives the result
    }
  }

  @Override
  public void next() {
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
      process.drain(() -> finish(ended.get()));
    }
  }

  private void finish(Running run) {
    Optional<Duration> init;
    synchronized (this) {
      if (run.timedOut || running.isEmpty()) {
        return; // the process has been killed: exited() finishes
      }
      run.timeout.cancel();
      running = Optional.empty();
      init = initDuration;
      initDuration = Optional.empty();
    }
    Duration took = Duration.between(run.started, clock.instant());
    log.ended(run.invocation.requestId(), took, init);
    InvocationResult result =
        run.reported.orElseGet(
            () -> FunctionError.of("Runtime.NoResponse", "the runtime gave no answer"));
    owner.idle(this);
    run.invocation.result().complete(result);
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

  private void timeOut(Running run) {
    synchronized (this) {
      if (running.isEmpty() || running.get() != run) {
        return;
      }
      run.timedOut = true;
    }
    process.kill();
  }

  private void exited() {
    Optional<Running> interrupted;
    Optional<FunctionError> initFailure;
    synchronized (this) {
      interrupted = running;
      running = Optional.empty();
      initFailure =
          ready ? Optional.empty() : Optional.of(initError.orElseGet(this::exitBeforeReady));
    }
    api.close();
    interrupted.ifPresent(this::finishInterrupted);
    owner.gone(this, initFailure);
  }

  private FunctionError exitBeforeReady() {
    return FunctionError.of(
        "Runtime.ExitError", "Runtime exited during init with exit status " + process.exitStatus());
  }

  /** async-timeout-error-shape gives the error of a timeout. */
  private void finishInterrupted(Running run) {
    run.timeout.cancel();
    String id = run.invocation.requestId();
    if (run.timedOut) {
      log.timedOut(id, spec.timeout());
      run.invocation
          .result()
          .complete(
              FunctionError.of(
                  "Sandbox.Timedout",
                  "RequestId: %s Error: Task timed out after %s seconds"
                      .formatted(id, InvocationLog.seconds(spec.timeout()))));
      return;
    }
    int status = process.exitStatus();
    log.crashed(id, Duration.between(run.started, clock.instant()), status);
    run.invocation
        .result()
        .complete(
            FunctionError.of(
                "Runtime.ExitError",
                "RequestId: %s Error: Runtime exited with error: exit status %d"
                    .formatted(id, status)));
  }

  /** Ends the process; an invocation that runs ends as a crash. */
  void kill() {
    process.kill();
  }

  /** Ends the process and waits until it is gone. */
  @Override
  public void close() {
    kill();
    try {
      process.awaitExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
