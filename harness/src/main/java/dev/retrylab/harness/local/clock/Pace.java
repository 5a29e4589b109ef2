package dev.retrylab.harness.local.clock;

import java.time.Duration;

/** How the time of a {@link RunningClock} passes. */
public enum Pace {
  /**
   * Time stands still while anything is in flight, and jumps to the next thing due when nothing is:
   * nothing takes time but what waits for the clock. What waits for time without telling the clock,
   * such as a function's own Thread.sleep, gets it at wall speed where something has been in flight
   * for 30 s of wall time without a pause.
   */
  DISCRETE(Duration.ofSeconds(30)),
  /** Time passes at wall speed, and jumps to the next thing due when nothing is in flight. */
  VIRTUAL(Duration.ZERO),
  /** Time passes at wall speed and never jumps. */
  REAL(Duration.ZERO);

  private final Duration mayStandStill;

  Pace(Duration mayStandStill) {
    this.mayStandStill = mayStandStill;
  }

  /** For how long it may stand still while something is in flight; from 0. */
  Duration mayStandStill() {
    return mayStandStill;
  }

  /** Whether it jumps to the next thing due. */
  public boolean jumps() {
    return this != REAL;
  }
}
