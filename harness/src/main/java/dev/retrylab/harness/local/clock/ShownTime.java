package dev.retrylab.harness.local.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The time that a clock shows, reckoned from wall time: at wall speed, once it has stood still for
 * as long as it may. Guarded by its owner's lock.
 */
final class ShownTime {
  private final long mayStandStill;
  private final LongSupplier nanoTime;
  private Instant shown;
  private long since;
  private int passing;

  /**
   * Shows the start.
   *
   * @param mayStandStill from 0; it goes at wall speed from the beginning with 0
   * @param nanoTime wall time in nanoseconds, from any origin
   */
  ShownTime(Instant start, Duration mayStandStill, LongSupplier nanoTime) {
    this.shown = start;
    this.mayStandStill = mayStandStill.toNanos();
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  Instant now() {
    return at(nanoTime.getAsLong());
  }

  private Instant at(long nanos) {
    long passed = -standsStillFor(nanos);
    return passed > 0 ? shown.plusNanos(passed) : shown;
  }

  /** The wall time until it shows an instant, if nothing is done to it; negative once it has. */
  Duration until(Instant due) {
    return Duration.between(shown, due).plusNanos(standsStillFor(nanoTime.getAsLong()));
  }

  /** Nanoseconds; where it is negative, it has gone at wall speed for so long. */
  private long standsStillFor(long nanos) {
    return (passing > 0 ? 0 : mayStandStill) - (nanos - since);
  }

  /** Stands still from now on, anew for as long as it may. */
  void standStill() {
    long nanos = nanoTime.getAsLong();
    shown = at(nanos);
    since = nanos;
  }

  void jumpTo(Instant instant) {
    shown = instant;
    since = nanoTime.getAsLong();
  }

  /** Goes at wall speed until as many calls of {@link #endPassing}. */
  void beginPassing() {
    standStill();
    passing++;
  }

  void endPassing() {
    standStill();
    passing--;
  }
}
