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
import java.util.function.LongSupplier;

/** The clock of a running engine. */
public final class RunningClock implements EngineClock, AutoCloseable {
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
  private final ShownTime time;
  private final EngineFailures failures = new EngineFailures(this);
  private final Thread thread = new Thread(this::run, "engine-clock");
  private int holds;
  private boolean closed;

  private RunningClock(Pace pace, LongSupplier nanoTime) {
    this.pace = pace;
    Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    this.time = new ShownTime(start, pace.mayStandStill(), nanoTime);
    thread.setDaemon(true);
  }

  /** Starts a clock at the current time of day. */
  public static RunningClock start(Pace pace) {
    return start(pace, System::nanoTime);
  }

  /**
   * The same on a wall time of the caller's.
   *
   * @param nanoTime in nanoseconds, from any origin
   */
  public static RunningClock start(Pace pace, LongSupplier nanoTime) {
    RunningClock clock = new RunningClock(pace, nanoTime);
    clock.thread.start();
    return clock;
  }

  public Pace pace() {
    return pace;
  }

  @Override
  public Instant instant() {
    synchronized (lock) {
      return time.now();
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
      take();
    }
    return new Once(this::release);
  }

  @Override
  public Hold suspend() {
    synchronized (lock) {
      release();
    }
    return new Once(this::take);
  }

  @Override
  public Hold letTimePass() {
    synchronized (lock) {
      time.beginPassing();
      if (pace == Pace.DISCRETE) {
        lock.notifyAll();
      }
    }
    return new Once(time::endPassing);
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
          take();
        }
      }
    }
  }

  private void wake(Waiter waiter) {
    synchronized (lock) {
      if (waiters.contains(waiter) && !waiter.woken) {
        waiter.woken = true;
        take();
        lock.notifyAll();
      }
    }
  }

  private void take() {
    if (holds++ == 0) {
      time.standStill();
    }
  }

  /** Wakes the clock only where that can change something: each request ends in a release. */
  private void release() {
    holds--;
    if (pace.jumps() ? holds == 0 : !waiters.isEmpty()) {
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
      Instant now = time.now();
      if (first.filter(timer -> !timer.due().isAfter(now)).isPresent()) {
        timers.removeFirst();
        take();
        return first;
      }
      boolean idle = holds == 0;
      if (wakeWaiterWithNews(idle)) {
        continue;
      }
      if (first.isPresent() && idle && pace.jumps()) {
        time.jumpTo(first.get().due());
        continue;
      }
      sleepUntil(first.map(Timer::due));
    }
    return Optional.empty();
  }

  private boolean wakeWaiterWithNews(boolean idle) {
    if (!idle && pace.jumps()) {
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
  private void sleepUntil(Optional<Instant> due) {
    try {
      if (due.isEmpty()) {
        lock.wait();
      } else {
        // It may be due by now: at least a nanosecond, since 0 would be for ever.
        long nanos = Math.max(1, time.until(due.get()).toNanos());
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
