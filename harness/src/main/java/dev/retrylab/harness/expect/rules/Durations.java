package dev.retrylab.harness.expect.rules;

import java.time.Duration;

/** The longer and the shorter of two. */
final class Durations {
  private Durations() {}

  static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
