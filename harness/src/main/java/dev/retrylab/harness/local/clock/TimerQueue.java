package dev.retrylab.harness.local.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is yet to run, in the order of its instants. Guarded by its owner's lock. */
final class TimerQueue {
  /** Below this size cancelled timers do no harm. */
  private static final int SWEEP_ABOVE = 1024;

  /** One task. It can be cancelled from any thread, without a lock. */
  static final class Timer implements EngineClock.Alarm {
    private final Instant due;
    private final long order;
    private final Runnable task;
    private volatile boolean cancelled;

    private Timer(Instant due, long order, Runnable task) {
      this.due = due;
      this.order = order;
      this.task = task;
    }

    Instant due() {
      return due;
    }

    private long order() {
      return order;
    }

    /** Runs the task, unless it has been taken back meanwhile. */
    void run() {
      if (!cancelled) {
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::order));
  private long added;
  private int sweepAbove = SWEEP_ABOVE;

  Timer add(Instant due, Runnable task) {
    sweep();
    Timer timer = new Timer(due, added++, task);
    timers.add(timer);
    return timer;
  }

  /** The timer that is due first; what was cancelled before it is dropped. */
  Optional<Timer> first() {
    while (!timers.isEmpty() && timers.peek().cancelled) {
      timers.poll();
    }
    return Optional.ofNullable(timers.peek());
  }

  /** Takes the first timer out. */
  void removeFirst() {
    timers.poll();
  }

  /** Timeouts are mostly cancelled long before they are due: they must not pile up until then. */
  private void sweep() {
    if (timers.size() > sweepAbove) {
      timers.removeIf(timer -> timer.cancelled);
      sweepAbove = Math.max(SWEEP_ABOVE, 2 * timers.size());
    }
  }
}
