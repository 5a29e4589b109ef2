package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** AWS's Runtime Interface Client in a process of its own, over the Runtime API. */
public final class ProcessRuntime implements FunctionRuntime {
  private final String handler;
  private final int memoryMegabytes;
  private final RuntimeFiles files;
  private final Map<String, String> environment;
  private final Listener listener;
  private final EngineFailures failures;
  private final RuntimeApi api;
  private volatile Optional<RuntimeProcess> process = Optional.empty();

  private ProcessRuntime(
      String handler,
      int memoryMegabytes,
      RuntimeFiles files,
      Map<String, String> environment,
      Listener listener,
      EngineFailures failures) {
    this.handler = handler;
    this.memoryMegabytes = memoryMegabytes;
    this.files = files;
    this.environment = environment;
    this.listener = listener;
    this.failures = failures;
    this.api = RuntimeApi.start(listener, failures);
  }

  /** Processes with these files. */
  public static Factory of(RuntimeFiles files, EngineFailures failures) {
    return (handler, memoryMegabytes, environment, listener) ->
        new ProcessRuntime(handler, memoryMegabytes, files, environment, listener, failures);
  }

  @Override
  public void begin() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
    RuntimeProcess started = RuntimeProcess.start(files, handler, memoryMegabytes, all);
    process = Optional.of(started);
    started.watch(listener::logged, this::exited, failures);
  }

  private void exited() {
    failures.guard("Closing a Runtime API", api::close);
    listener.exited();
  }

  /** The deadline is told on the wall clock, the only one that the process can see. */
  @Override
  public void deliver(String requestId, String functionArn, Duration timeout, byte[] payload)
      throws IOException {
    long deadlineMillis = System.currentTimeMillis() + timeout.toMillis();
    api.deliver(requestId, functionArn, deadlineMillis, payload);
  }

  @Override
  public void drain(Runnable then) {
    process.ifPresentOrElse(running -> running.drain(then), then);
  }

  @Override
  public void kill() {
    process.ifPresent(RuntimeProcess::kill);
  }

  @Override
  public int exitStatus() {
    return process.map(RuntimeProcess::exitStatus).orElse(-1);
  }

  @Override
  public void close() {
    kill();
    try {
      if (process.isPresent()) {
        process.get().awaitExit();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
