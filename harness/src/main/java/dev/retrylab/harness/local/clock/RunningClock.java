package dev.retrylab.harness.local.clock;

import dev.retrylab.harness.local.clock.TimerQueue.Timer;
import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The clock of a running engine. It goes at wall speed; at the {@linkplain Pace#VIRTUAL virtual}
 * pace it also jumps to the next thing due whenever nothing is in flight.
 */
public final class RunningClock implements EngineClock, AutoCloseable {
  /** Whether time may jump. */
  public enum Pace {
    /** Time jumps to the next thing due when nothing is in flight. */
    VIRTUAL,
    /** Time never jumps. */
    REAL
  }

  private static final class Waiter {
    private final BooleanSupplier news;
    private boolean woken;

    Waiter(BooleanSupplier news) {
      this.news = news;
    }
  }

  private final Object lock = new Object();
  private final TimerQueue timers = new TimerQueue();
  private final Set<Waiter> waiters = new HashSet<>();
  private final Pace pace;
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final long startNanos = System.nanoTime();
  private final EngineFailures failures = new EngineFailures(this);
  private final Thread thread = new Thread(this::run, "engine-clock");
  private Duration skipped = Duration.ZERO;
  private int holds;
  private boolean closed;

  private RunningClock(Pace pace) {
    this.pace = pace;
    thread.setDaemon(true);
  }

  /** Starts a clock at the current time of day. */
  public static RunningClock start(Pace pace) {
    RunningClock clock = new RunningClock(pace);
    clock.thread.start();
    return clock;
  }

  public Pace pace() {
    return pace;
  }

  @Override
  public Instant instant() {
    synchronized (lock) {
      return start.plusNanos(System.nanoTime() - startNanos).plus(skipped);
    }
  }

  @Override
  public Alarm at(Instant due, Runnable task) {
    synchronized (lock) {
      Timer timer = timers.add(due, task);
      if (timers.first().filter(first -> first == timer).isPresent()) {
        lock.notifyAll();
      }
      return timer;
    }
  }

  @Override
  public EngineFailures failures() {
    return failures;
  }

  @Override
  public Hold hold() {
    synchronized (lock) {
      holds++;
    }
    return new Once(this::release);
  }

  @Override
  public Hold suspend() {
    synchronized (lock) {
      release();
    }
    return new Once(() -> holds++);
  }

  /**
   * Lets go of one hold of the caller's, and takes it again before it returns: when there is news
   * and nothing is in flight (at the real pace: as soon as there is news), at the deadline, or
   * after the given wall time at the latest. Time does not jump between that moment and the return.
   *
   * @param news asked from the clock's thread; must not block
   */
  public void awaitNews(Instant deadline, BooleanSupplier news, Duration wallLimit)
      throws InterruptedException {
    Waiter waiter = new Waiter(news);
    long wallEnd = System.nanoTime() + wallLimit.toNanos();
    synchronized (lock) {
      waiters.add(waiter);
      // Behind the line above: a deadline that falls due at once finds its waiter.
      Alarm atDeadline = at(deadline, () -> wake(waiter));
      release();
      try {
        long left = wallEnd - System.nanoTime();
        while (!waiter.woken && left > 0 && !closed) {
          lock.wait(left / 1_000_000 + 1);
          left = wallEnd - System.nanoTime();
        }
      } finally {
        atDeadline.cancel();
        waiters.remove(waiter);
        if (!waiter.woken) {
          holds++;
        }
      }
    }
  }

  private void wake(Waiter waiter) {
    synchronized (lock) {
      if (waiters.contains(waiter) && !waiter.woken) {
        waiter.woken = true;
        holds++;
        lock.notifyAll();
      }
    }
  }

  /** Wakes the clock only where that can change something: each request ends in a release. */
  private void release() {
    holds--;
    if (pace == Pace.VIRTUAL ? holds == 0 : !waiters.isEmpty()) {
      lock.notifyAll();
    }
  }

  private void run() {
    Optional<Timer> due = takeNextDue();
    while (due.isPresent()) {
      runHeld(due.get());
      due = takeNextDue();
    }
  }

  private Optional<Timer> takeNextDue() {
    synchronized (lock) {
      return nextDue();
    }
  }

  /** Waits, or jumps, until a task is due; takes it and holds the clock for it. */
  private Optional<Timer> nextDue() {
    while (!closed) {
      Optional<Timer> first = timers.first();
      Instant now = instant();
      if (first.filter(timer -> !timer.due().isAfter(now)).isPresent()) {
        timers.removeFirst();
        holds++;
        return first;
      }
      boolean idle = holds == 0;
      if (wakeWaiterWithNews(idle)) {
        continue;
      }
      if (first.isPresent() && idle && pace == Pace.VIRTUAL) {
        skipped = skipped.plus(Duration.between(now, first.get().due()));
        continue;
      }
      sleepUntil(first.map(Timer::due), now);
    }
    return Optional.empty();
  }

  private boolean wakeWaiterWithNews(boolean idle) {
    if (!idle && pace == Pace.VIRTUAL) {
      return false;
    }
    for (Waiter waiter : waiters) {
      if (!waiter.woken && hasNews(waiter)) {
        wake(waiter);
        return true;
      }
    }
    return false;
  }

  /** Whoever cannot be asked is woken, and finds the failure reported. */
  private boolean hasNews(Waiter waiter) {
    try {
      return waiter.news.getAsBoolean();
    } catch (Throwable failure) {
      failures.report("Asking for news", failure);
      return true;
    }
  }

  @SuppressWarnings("WaitNotInLoop") // nextDue is the loop
  private void sleepUntil(Optional<Instant> due, Instant now) {
    try {
      if (due.isEmpty()) {
        lock.wait();
      } else {
        long nanos = Duration.between(now, due.get()).toNanos();
        lock.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void runHeld(Timer timer) {
    try {
      failures.guard("A task of the engine's clock", timer::run);
    } finally {
      synchronized (lock) {
        release();
      }
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  /** Does something under the lock when it is closed for the first time. */
  private final class Once implements Hold {
    private final Runnable onClose;
    private boolean open = true;

    Once(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public void close() {
      synchronized (lock) {
        if (open) {
          open = false;
          onClose.run();
        }
      }
    }
  }
}
