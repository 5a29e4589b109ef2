package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The lock of a queue. Work under it sees a queue to which everything due by now has been applied.
 * What calls others (responses to receivers, moves to a DLQ) is put off until the lock is open
 * again; the clock is held until that is done, too.
 */
final class QueueMonitor {
  private final Object lock = new Object();
  private final QueueState state;
  private final EngineClock clock;
  private Consumer<Instant> beforeUnlocking = now -> {};

  /** Of the call that has the lock. */
  private List<Runnable> afterUnlocking = new ArrayList<>();

  QueueMonitor(QueueState state, EngineClock clock) {
    this.state = state;
    this.clock = clock;
  }

  /** Has this done at the end of every call that goes well, under the lock. */
  void beforeUnlocking(Consumer<Instant> work) {
    beforeUnlocking = work;
  }

  /** Has this done once the lock is open again; a step that fails is reported. Under the lock. */
  void afterUnlocking(Runnable step) {
    afterUnlocking.add(step);
  }

  /**
   * Calls a verb under the lock.
   *
   * @throws dev.retrylab.harness.local.http.AwsError QueueDoesNotExist once the queue is deleted
   */
  <T> T call(Function<Instant, T> verb) {
    return callEvenIfDeleted(
        now -> {
          if (state.deleted) {
            throw SqsErrors.noSuchQueue();
          }
          return verb.apply(now);
        });
  }

  /** Calls a verb that has no result. */
  void run(Consumer<Instant> verb) {
    call(
        now -> {
          verb.accept(now);
          return now;
        });
  }

  /** For what ends a wait or returns a message, which a deleted queue does not refuse. */
  <T> T callEvenIfDeleted(Function<Instant, T> verb) {
    List<Runnable> steps = new ArrayList<>(2);
    EngineClock.Hold hold = clock.hold();
    try (hold) {
      try {
        return underLock(() -> apply(verb, steps));
      } finally {
        steps.forEach(step -> clock.failures().guard("Answering a receiver", step));
      }
    }
  }

  private <T> T apply(Function<Instant, T> verb, List<Runnable> steps) {
    afterUnlocking = steps;
    Instant now = clock.instant();
    state.applyTimeouts(now);
    T result = verb.apply(now);
    // What came in may be past the retention here: a standard DLQ counts from the sending.
    state.applyTimeouts(now);
    beforeUnlocking.accept(now);
    return result;
  }

  /** Does this under the lock, without applying what is due and without any step after it. */
  <T> T underLock(Supplier<T> work) {
    synchronized (lock) {
      return work.get();
    }
  }
}
