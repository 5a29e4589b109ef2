package dev.retrylab.harness.local.lambda;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** AWS's Runtime Interface Client in a process of its own, over the Runtime API. */
final class ProcessRuntime implements FunctionRuntime {
  private final FunctionSpec spec;
  private final RuntimeFiles files;
  private final Map<String, String> environment;
  private final Listener listener;
  private final EngineFailures failures;
  private final RuntimeApi api;
  private volatile Optional<RuntimeProcess> process = Optional.empty();

  private ProcessRuntime(
      FunctionSpec spec,
      RuntimeFiles files,
      Map<String, String> environment,
      Listener listener,
      EngineFailures failures) {
    this.spec = spec;
    this.files = files;
    this.environment = environment;
    this.listener = listener;
    this.failures = failures;
    this.api = RuntimeApi.start(listener, failures);
  }

  /** Processes with these files. */
  static Kind of(RuntimeFiles files, EngineFailures failures) {
    return (spec, environment, listener) ->
        new ProcessRuntime(spec, files, environment, listener, failures);
  }

  @Override
  public void begin() {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
    RuntimeProcess started =
        RuntimeProcess.start(
            files, files.classData().options(), spec.handler(), spec.memoryMegabytes(), all);
    process = Optional.of(started);
    started.watch(listener::logged, this::exited, failures);
  }

  private void exited() {
    failures.guard("Closing a Runtime API", api::close);
    listener.exited();
  }

  @Override
  public void deliver(Invocation invocation) throws IOException {
    api.deliver(invocation, spec.arn(), System.currentTimeMillis() + spec.timeout().toMillis());
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
