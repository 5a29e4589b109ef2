package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.logs.LogGroup;
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
  private final RuntimeFiles files;
  private final Map<String, String> platform;
  private final LogGroup logGroup;
  private final EngineClock clock;

  /** All environments, each with the moment it is ready or has failed to start. */
  private final Map<ExecutionEnvironment, CompletableFuture<Void>> environments = new HashMap<>();

  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Deque<Invocation> waiting = new ArrayDeque<>();
  private int starting;
  private boolean closed;

  /**
   * Deploys a function; no process is started yet.
   *
   * @param platform environment variables that Lambda itself sets, such as the region
   */
  public LambdaFunction(
      FunctionSpec spec,
      RuntimeFiles files,
      Map<String, String> platform,
      LogGroup logGroup,
      EngineClock clock) {
    this.spec = spec;
    this.files = files;
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
        startIfWorthIt();
      }
    }
    if (environment != null) {
      environment.run(invocation);
    }
    return invocation.result();
  }

  /**
   * Starts environments ahead of the first invocation; completes when each is ready or has failed.
   */
  public CompletableFuture<Void> warmUp(int count) {
    List<CompletableFuture<Void>> started = new ArrayList<>();
    synchronized (this) {
      while (environments.size() < Math.min(count, spec.maxEnvironments())) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        started.add(settled);
        start(settled);
      }
    }
    return CompletableFuture.allOf(started.toArray(CompletableFuture[]::new));
  }

  private synchronized void startIfWorthIt() {
    if (!closed && waiting.size() > starting && environments.size() < spec.maxEnvironments()) {
      start(new CompletableFuture<>());
    }
  }

  /** Starts an environment; settled completes when it is ready or has failed. */
  private void start(CompletableFuture<Void> settled) {
    String stream = "[$LATEST]" + UUID.randomUUID().toString().replace("-", "");
    Map<String, String> variables = new HashMap<>(platform);
    variables.putAll(spec.environment());
    variables.put("_HANDLER", spec.handler());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", logGroup.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    InvocationLog log = new InvocationLog(logGroup, stream, spec.memoryMegabytes());
    starting++;
    environments.put(new ExecutionEnvironment(spec, files, variables, log, clock, this), settled);
  }

  @Override
  public void idle(ExecutionEnvironment environment) {
    Invocation next;
    synchronized (this) {
      settle(environment);
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
    Invocation victim = null;
    synchronized (this) {
      settle(environment);
      environments.remove(environment);
      idle.remove(environment);
      if (initFailure.isPresent()) {
        victim = waiting.poll();
      }
      startIfWorthIt();
    }
    if (victim != null) {
      victim.result().complete(initFailure.get());
    }
  }

  /** The environment has come out of its start, one way or the other. */
  private void settle(ExecutionEnvironment environment) {
    CompletableFuture<Void> settled = environments.get(environment);
    if (settled != null && settled.complete(null)) {
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
