package dev.retrylab.harness.deployment;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of day as it never goes back. Where the machine's clock is set back, time goes on from
 * where it was, at the pace of the nanosecond timer, until the clock has caught up: else whoever
 * waits for an instant would wait as much longer. A step forward is believed, since a machine that
 * has slept looks the same, and AWS has not slept.
 */
final class MonotonicClock {
  private final Clock clock;
  private final LongSupplier nanos;
  private Instant last;
  private long lastNanos;

  /**
   * @param nanos a timer that nobody sets, in nanoseconds
   */
  MonotonicClock(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.last = clock.instant();
    this.lastNanos = nanos.getAsLong();
  }

  synchronized Instant instant() {
    long now = nanos.getAsLong();
    Instant steady = last.plusNanos(now - lastNanos);
    Instant told = clock.instant();
    last = told.isBefore(steady) ? steady : told;
    lastNanos = now;
    return last;
  }
}
