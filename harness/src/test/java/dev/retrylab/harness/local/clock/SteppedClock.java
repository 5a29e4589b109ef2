package dev.retrylab.harness.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A clock for tests that stands still until it is told to go on; tasks run in the caller's thread.
 * Registered as an extension, it fails a test that ends with the clock held, or in which anything
 * in the engine failed.
 */
public final class SteppedClock implements EngineClock, AfterEachCallback {
  private record Entry(Instant due, long order, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
  private final EngineFailures failures = new EngineFailures(this);
  private long expected;
  private final AtomicInteger holds = new AtomicInteger();
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
  public EngineFailures failures() {
    return failures;
  }

  @Override
  public Hold hold() {
    holds.incrementAndGet();
    AtomicInteger open = new AtomicInteger(1);
    return () -> holds.addAndGet(-open.getAndSet(0));
  }

  @Override
  public Hold suspend() {
    holds.decrementAndGet();
    AtomicInteger open = new AtomicInteger(1);
    return () -> holds.addAndGet(open.getAndSet(0));
  }

  /** How many holds are open. */
  public int holds() {
    return holds.get();
  }

  /** The failures so far, which the test expects. */
  public List<EngineFailure> takeFailures() {
    expected = failures.number();
    return failures.first();
  }

  /** Asserts that nothing holds the clock and nothing in the engine has failed. */
  public void assertAtRest() {
    assertThat(failures.first().stream().skip(expected)).as("failures in the engine").isEmpty();
    assertThat(holds()).as("open holds of the clock").isZero();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertAtRest();
  }

  /** Lets the time pass, and runs on the way what falls due. */
  public void advance(Duration duration) {
    advance(instant().plus(duration), () -> false);
  }

  /** The same until there is news, which is asked after each task, or to the end. */
  public void advance(Instant end, BooleanSupplier news) {
    for (Entry next = nextUntil(end); next != null; next = nextUntil(end)) {
      failures.guard("A task of the clock", next.task());
      if (news.getAsBoolean()) {
        return;
      }
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
