package dev.retrylab.harness.local.clock;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The one source of time in the local engine: every timestamp, timeout, delay and retention
 * deadline of its queues, functions and logs comes from here.
 */
public interface EngineClock extends InstantSource {

  /**
   * Runs a task once, at the given instant or as soon after it as possible; at once if it is past.
   * Tasks run one after another, in the order of their instants (those of the same instant in the
   * order they were scheduled), with the clock held. A task must not block.
   *
   * @return a handle that takes the task back as long as it has not begun
   */
  Alarm at(Instant due, Runnable task);

  /**
   * Says that something is in flight: until the hold is closed, time never jumps; whether it passes
   * is the clock's own. Work that is handed to another thread is handed over together with its
   * hold.
   */
  Hold hold();

  /**
   * Says that what is in flight under one hold of somebody else's only waits for the clock: until
   * this is closed, that hold does not count.
   */
  Hold suspend();

  /**
   * Says that somebody waits for the clock and may hold it without knowing: until this is closed,
   * time passes at wall speed on a clock that stands still while it is held. Others do nothing.
   */
  default Hold letTimePass() {
    return () -> {};
  }

  /** Takes what fails in the engine on this clock. */
  EngineFailures failures();

  /**
   * Holds the clock during a piece of work that ends later, perhaps on another thread: from before
   * it begins until what follows it has run. Whatever throws, the hold ends.
   *
   * @param what the work, as the subject of a sentence; what fails in {@code then} is reported so
   * @param work begins it; what it throws is a failure of the work
   * @param then runs once, with the result or the failure, the other being null
   */
  default <T> void during(
      String what, Supplier<? extends CompletionStage<T>> work, BiConsumer<T, Throwable> then) {
    Hold hold = hold();
    CompletionStage<T> begun = begin(work);
    begun.whenComplete(
        (result, failure) -> {
          try (hold) {
            failures().guard(what, () -> then.accept(result, failure));
          }
        });
  }

  /** Begins a piece of work; what it throws becomes the failure of its future, Errors included. */
  static <T> CompletionStage<T> begin(Supplier<? extends CompletionStage<T>> work) {
    try {
      return work.get();
    } catch (Throwable failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** A task that is yet to run. */
  interface Alarm {
    /** Takes the task back; nothing happens if it has run already. */
    void cancel();
  }

  /** Something in flight. Closing it twice is closing it once. */
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
