package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.clock.EngineClock;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the runtimes of an engine's functions, and keeps what they share. */
public final class Runtimes implements AutoCloseable {
  /** So many handlers are inside their code at a time; those that sleep do not count. */
  private static final int HANDLERS_AT_A_TIME = 64;

  private final FunctionRuntime.Factory factory;
  private final Runnable close;

  private Runtimes(FunctionRuntime.Factory factory, Runnable close) {
    this.factory = factory;
    this.close = close;
  }

  /**
   * Of one kind.
   *
   * @param functionJar has the handlers; it is copied
   * @param initDuration of a cold start, where there is no process to take it
   * @throws java.io.UncheckedIOException where the files they need cannot be written
   */
  public static Runtimes of(
      RuntimeKind kind, Path functionJar, Duration initDuration, EngineClock clock) {
    return kind == RuntimeKind.PROCESSES
        ? processes(functionJar, clock)
        : simulated(functionJar, initDuration, clock);
  }

  private static Runtimes processes(Path functionJar, EngineClock clock) {
    RuntimeFiles files = RuntimeFiles.of(RuntimeKind.PROCESSES, functionJar);
    return new Runtimes(ProcessRuntime.of(files, clock.failures()), files::close);
  }

  private static Runtimes simulated(Path functionJar, Duration initDuration, EngineClock clock) {
    HandlerJar jar = HandlerJar.of(functionJar);
    HandlerThreads threads = new HandlerThreads(HANDLERS_AT_A_TIME);
    return new Runtimes(SimulatedRuntime.of(jar, initDuration, clock, threads), threads::close);
  }

  public FunctionRuntime.Factory factory() {
    return factory;
  }

  /** Frees what they share; all runtimes are closed by now. */
  @Override
  public void close() {
    close.run();
  }
}
