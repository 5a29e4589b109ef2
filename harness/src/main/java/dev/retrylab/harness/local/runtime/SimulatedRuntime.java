package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.runtime.InProcessHandler.Call;
import dev.retrylab.harness.local.runtime.InProcessHandler.EndOfCall;
import dev.retrylab.harness.local.runtime.InProcessHandler.HandlerFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime without a process: it calls the handler of the function's jar inside the harness. The
 * handler runs through at once; the engine's clock lets what it does happen when it would ({@link
 * SimulatedRun}). What it computes, and the requests that it makes, take no time at the {@linkplain
 * dev.retrylab.harness.local.clock.Pace#DISCRETE discrete} pace.
 */
public final class SimulatedRuntime implements FunctionRuntime, InProcessHandler.Environment {
  private final Duration initDuration;
  private final Map<String, String> variables;
  private final Listener listener;
  private final InProcessHandler.Factory handlers;
  private final EngineClock clock;
  private final HandlerThreads threads;

  private volatile InProcessHandler handler;
  private volatile Optional<SimulatedRun> run = Optional.empty();
  private boolean cold = true;
  private boolean begun;
  private boolean ended;
  private volatile int exitStatus = -1;

  private SimulatedRuntime(
      Duration initDuration,
      Map<String, String> variables,
      Listener listener,
      InProcessHandler.Factory handlers,
      EngineClock clock,
      HandlerThreads threads) {
    this.initDuration = initDuration;
    this.variables = Map.copyOf(variables);
    this.listener = listener;
    this.handlers = handlers;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Runtimes with these handlers.
   *
   * @param initDuration of a cold start, from 0
   * @param threads run the handlers
   */
  static Factory of(
      InProcessHandler.Factory handlers,
      Duration initDuration,
      EngineClock clock,
      HandlerThreads threads) {
    return (handler, memoryMegabytes, variables, listener) ->
        new SimulatedRuntime(initDuration, variables, listener, handlers, clock, threads);
  }

  @Override
  public void begin() {
    synchronized (this) {
      begun = true;
    }
    threads.execute(() -> clock.failures().guard("Starting a simulated function", this::init));
  }

  private void init() {
    try {
      handler = handlers.create(this);
    } catch (HandlerFailed failed) {
      listener.initError(failed.error());
      exit(1);
      return;
    }
    listener.next();
  }

  @Override
  public void deliver(String requestId, String functionArn, Duration timeout, byte[] payload) {
    SimulatedRun begunRun = new SimulatedRun(clock, timeout);
    run = Optional.of(begunRun);
    Call call =
        new Call(
            payload,
            requestId,
            functionArn,
            begunRun::remainingMilliseconds,
            event -> begunRun.then(() -> listener.logged(event)));
    threads.execute(
        () -> {
          try {
            clock.failures().guard("Running a handler", () -> run(call, begunRun));
          } finally {
            begunRun.leave();
          }
        });
  }

  private void run(Call call, SimulatedRun into) {
    try {
      byte[] response = handler.call(call);
      into.last(() -> end(() -> listener.response(call.requestId(), response)));
    } catch (HandlerFailed failed) {
      into.last(() -> end(() -> listener.error(call.requestId(), failed.error())));
    } catch (EndOfCall timeoutOrExit) {
      // The clock ends it: at the timeout, or when it has ended its process.
    }
  }

  private void end(Runnable answer) {
    answer.run();
    listener.next();
  }

  /** The engine's clock is to let pass what a process would take. */
  @Override
  public synchronized Duration startsLater() {
    Duration later = cold ? initDuration : Duration.ZERO;
    cold = false;
    return later;
  }

  @Override
  public void drain(Runnable then) {
    then.run();
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public Instant instant() {
    return run.orElseThrow().instant();
  }

  @Override
  public void sleep(Duration duration) {
    run.orElseThrow().sleep(duration);
  }

  @Override
  public void catchUp() {
    run.orElseThrow().catchUp(threads);
  }

  @Override
  public void halt() {
    run.orElseThrow().last(() -> exit(1));
    throw new EndOfCall("it ends its process");
  }

  private void exit(int status) {
    exitStatus = status;
    kill();
  }

  @Override
  public void kill() {
    synchronized (this) {
      if (!begun || ended) {
        return;
      }
      ended = true;
    }
    run.ifPresent(SimulatedRun::cancel);
    listener.exited();
  }

  @Override
  public int exitStatus() {
    return exitStatus;
  }

  @Override
  public void close() {
    kill();
  }
}
