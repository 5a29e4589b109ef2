package dev.retrylab.harness.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock for tests that stands still until it is told to go on; tasks run in the caller's thread.
 */
public final class SteppedClock implements EngineClock {
  private record Entry(Instant due, long order, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private Instant now;
  private long scheduled;

  public SteppedClock(Instant start) {
    now = start;
  }

  public static SteppedClock atNoon() {
    return new SteppedClock(Instant.parse("2026-01-01T12:00:00Z"));
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Alarm at(Instant due, Runnable task) {
    Entry entry = new Entry(due, scheduled++, task);
    entries.add(entry);
    return () -> cancel(entry);
  }

  private synchronized void cancel(Entry entry) {
    entries.remove(entry);
  }

  @Override
  public Hold hold() {
    return () -> {};
  }

  /** Lets the time pass, and runs on the way what falls due. */
  public void advance(Duration duration) {
    Instant end = instant().plus(duration);
    for (Entry next = nextUntil(end); next != null; next = nextUntil(end)) {
      next.task().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Entry nextUntil(Instant end) {
    Entry next = entries.peek();
    if (next == null || next.due().isAfter(end)) {
      return null;
    }
    entries.poll();
    now = next.due().isAfter(now) ? next.due() : now;
    return next;
  }
}
