package dev.retrylab.harness.deployment;

import java.time.Duration;
import java.time.Instant;

/** Spaces requests: all that are reserved here stay within one quota together. */
final class RateLimiter {
  private final Duration interval;
  private Instant free = Instant.EPOCH;

  /**
   * @param interval between two requests
   */
  RateLimiter(Duration interval) {
    this.interval = interval;
  }

  /** Reserves a request, and gives when it may be made: not before {@code now}. */
  synchronized Instant reserve(Instant now) {
    Instant turn = free.isAfter(now) ? free : now;
    free = turn.plus(interval);
    return turn;
  }
}
