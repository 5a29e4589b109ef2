package dev.retrylab.harness.expect.rules;

import java.time.Duration;

/** The longer and the shorter of two. */
public final class Durations {
  private Durations() {}

  /** The longer. */
  public static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** The shorter. */
  public static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
