package dev.retrylab.harness.deployment;

import java.time.Duration;
import java.time.Instant;

/** Spaces requests out, so that all who book theirs here stay together within a quota. */
final class RateLimiter {
  private final Duration interval;
  private Instant free = Instant.EPOCH;

  /**
   * @param interval between two requests
   */
  RateLimiter(Duration interval) {
    this.interval = interval;
  }

  /** Books a request, and gives when it may be made: not before {@code now}. */
  synchronized Instant book(Instant now) {
    Instant turn = free.isAfter(now) ? free : now;
    free = turn.plus(interval);
    return turn;
  }
}
