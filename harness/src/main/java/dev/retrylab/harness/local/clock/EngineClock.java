package dev.retrylab.harness.local.clock;

import java.time.Instant;
import java.time.InstantSource;

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
   * Says that something is in flight: until the hold is closed, time passes at wall speed and never
   * jumps. Work that is handed to another thread is handed over together with its hold.
   */
  Hold hold();

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
