package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.local.runtime.FunctionRuntime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A deployed function: gives each invocation an idle execution environment, starts another where
 * there is none and the limit allows it, and else lets the invocation wait its turn.
 */
public final class LambdaFunction implements Invoker, ExecutionEnvironment.Owner, AutoCloseable {
  private final FunctionSpec spec;
  private final FunctionRuntime.Factory runtimes;
  private final Map<String, String> platform;
  private final LogGroup logGroup;
  private final EngineClock clock;

  /** All environments, each with the moment it is ready or has failed to start. */
  private final Map<ExecutionEnvironment, CompletableFuture<Void>> environments = new HashMap<>();

  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Deque<Invocation> waiting = new ArrayDeque<>();
  private int starting;
  private Optional<Instant> firstTimeout = Optional.empty();
  private boolean closed;

  /**
   * Deploys a function; no runtime is started yet.
   *
   * @param platform environment variables that Lambda itself sets, such as the region
   */
  public LambdaFunction(
      FunctionSpec spec,
      FunctionRuntime.Factory runtimes,
      Map<String, String> platform,
      LogGroup logGroup,
      EngineClock clock) {
    this.spec = spec;
    this.runtimes = runtimes;
    this.platform = Map.copyOf(platform);
    this.logGroup = logGroup;
    this.clock = clock;
  }

  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public CompletableFuture<InvocationResult> invoke(String requestId, byte[] payload) {
    Invocation invocation = new Invocation(requestId, payload, new CompletableFuture<>());
    ExecutionEnvironment environment;
    synchronized (this) {
      environment = idle.poll();
      if (environment == null) {
        waiting.add(invocation);
      }
    }
    if (environment == null) {
      startWhereWorthIt();
    } else {
      environment.run(invocation);
    }
    return invocation.result();
  }

  /**
   * Starts environments ahead of the first invocation; completes when each is ready or has failed.
   */
  public CompletableFuture<Void> warmUp(int count) {
    List<CompletableFuture<Void>> started = new ArrayList<>();
    List<ExecutionEnvironment> added = new ArrayList<>();
    synchronized (this) {
      while (environments.size() < Math.min(count, spec.maxEnvironments())) {
        ExecutionEnvironment environment = add();
        added.add(environment);
        started.add(environments.get(environment));
      }
    }
    added.forEach(this::start);
    return CompletableFuture.allOf(started.toArray(CompletableFuture[]::new));
  }

  private void startWhereWorthIt() {
    for (Optional<ExecutionEnvironment> next = addWhereWorthIt();
        next.isPresent();
        next = addWhereWorthIt()) {
      start(next.get());
    }
  }

  private synchronized Optional<ExecutionEnvironment> addWhereWorthIt() {
    boolean worthIt =
        !closed && waiting.size() > starting && environments.size() < spec.maxEnvironments();
    return worthIt ? Optional.of(add()) : Optional.empty();
  }

  /** Adds an environment that is yet to be started. Called with the lock held. */
  private ExecutionEnvironment add() {
    String stream = "[$LATEST]" + UUID.randomUUID().toString().replace("-", "");
    InvocationLog log = new InvocationLog(logGroup, stream, spec.memoryMegabytes());
    ExecutionEnvironment environment = new ExecutionEnvironment(spec, log, clock, this);
    environments.put(environment, new CompletableFuture<>());
    starting++;
    return environment;
  }

  /** Starts an environment outside of the lock; where that fails, one that waits for it fails. */
  private void start(ExecutionEnvironment environment) {
    try {
      environment.start(runtimes, variables(environment.logStream()));
    } catch (Throwable failure) {
      clock.failures().report("Starting an execution environment of " + spec.name(), failure);
      environment.close();
      remove(environment, /* takeWaiting= */ true)
          .ifPresent(victim -> victim.result().completeExceptionally(failure));
    }
    if (isClosed()) {
      environment.kill();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private Map<String, String> variables(String logStream) {
    Map<String, String> variables = new HashMap<>(platform);
    variables.putAll(spec.environment());
    variables.put("_HANDLER", spec.handler());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    return variables;
  }

  @Override
  public void idle(ExecutionEnvironment environment) {
    Invocation next;
    synchronized (this) {
      started(environment);
      if (!environments.containsKey(environment)) {
        return; // it was given up, since it could not be ended
      }
      next = waiting.poll();
      if (next == null) {
        idle.push(environment);
      }
    }
    if (next != null) {
      environment.run(next);
    }
  }

  @Override
  public void gone(ExecutionEnvironment environment, Optional<FunctionError> initFailure) {
    remove(environment, initFailure.isPresent())
        .ifPresent(victim -> victim.result().complete(initFailure.orElseThrow()));
    startWhereWorthIt();
  }

  @Override
  public synchronized void timedOut() {
    firstTimeout = firstTimeout.or(() -> Optional.of(clock.instant()));
  }

  /** When an invocation first took longer than the timeout, in the engine's time. */
  public synchronized Optional<Instant> firstTimeout() {
    return firstTimeout;
  }

  /**
   * Takes an environment out.
   *
   * @param takeWaiting whether the invocation that waits for longest goes with it
   */
  private synchronized Optional<Invocation> remove(
      ExecutionEnvironment environment, boolean takeWaiting) {
    started(environment);
    environments.remove(environment);
    idle.remove(environment);
    return takeWaiting ? Optional.ofNullable(waiting.poll()) : Optional.empty();
  }

  /** The environment has come out of its start, one way or the other. */
  private void started(ExecutionEnvironment environment) {
    CompletableFuture<Void> start = environments.get(environment);
    if (start != null && start.complete(null)) {
      starting--;
    }
  }

  /** Ends all processes and waits until they are gone. */
  @Override
  public void close() {
    List<ExecutionEnvironment> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(environments.keySet());
    }
    left.forEach(ExecutionEnvironment::kill);
    left.forEach(ExecutionEnvironment::close);
  }
}
