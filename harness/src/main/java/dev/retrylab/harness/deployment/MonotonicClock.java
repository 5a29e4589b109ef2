package dev.retrylab.harness.deployment;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time of day, which never goes back. Where the machine's clock is set back, time goes on by
 * the nanosecond timer until the clock has caught up: a wait for an instant would else take as much
 * longer. A step forward is followed, since it looks the same as a machine that was suspended.
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
