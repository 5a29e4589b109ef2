package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The wall clock, for tests that talk to the engine over HTTP or from several threads. */
public final class WallClock implements EngineClock, AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "wall-clock");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger holds = new AtomicInteger();
  private final EngineFailures failures = new EngineFailures(this);

  @Override
  public EngineFailures failures() {
    return failures;
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public Alarm at(Instant due, Runnable task) {
    long nanos = Duration.between(Instant.now(), due).toNanos();
    ScheduledFuture<?> future = timer.schedule(task, Math.max(0, nanos), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public Hold hold() {
    holds.incrementAndGet();
    return once(holds::decrementAndGet);
  }

  @Override
  public Hold suspend() {
    holds.decrementAndGet();
    return once(holds::incrementAndGet);
  }

  private static Hold once(Runnable onClose) {
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        onClose.run();
      }
    };
  }

  /** How many holds are open now. */
  public int holds() {
    return holds.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
