package dev.retrylab.harness.local.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is yet to run, in the order of its instants. Guarded by its owner's lock. */
final class Agenda {
  /** Below this size cancelled entries do no harm. */
  private static final int SWEEP_ABOVE = 1024;

  /** One task. It can be cancelled from any thread, without a lock. */
  static final class Entry implements EngineClock.Alarm {
    private final Instant due;
    private final long order;
    private final Runnable task;
    private volatile boolean cancelled;

    private Entry(Instant due, long order, Runnable task) {
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

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private long added;
  private int sweepAbove = SWEEP_ABOVE;

  Entry add(Instant due, Runnable task) {
    sweep();
    Entry entry = new Entry(due, added++, task);
    entries.add(entry);
    return entry;
  }

  /** The entry that is due first; what was cancelled before it is dropped. */
  Optional<Entry> first() {
    while (!entries.isEmpty() && entries.peek().cancelled) {
      entries.poll();
    }
    return Optional.ofNullable(entries.peek());
  }

  /** Takes the first entry out. */
  void removeFirst() {
    entries.poll();
  }

  /** Timeouts are mostly cancelled long before they are due: they must not pile up until then. */
  private void sweep() {
    if (entries.size() > sweepAbove) {
      entries.removeIf(entry -> entry.cancelled);
      sweepAbove = Math.max(SWEEP_ABOVE, 2 * entries.size());
    }
  }
}
