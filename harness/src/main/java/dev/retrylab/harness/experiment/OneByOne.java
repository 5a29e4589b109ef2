package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.observe.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the target's interval between two requests to the same log group, and the quota that all
 * groups have together.
 */
final class OneByOne implements Turnstile {
  private final TargetClock pace;
  private final Map<String, Instant> last = new HashMap<>();

  OneByOne(TargetClock pace) {
    this.pace = pace;
  }

  @Override
  public void pass(String logGroup) {
    Duration interval = pace.requestInterval();
    if (interval.isZero()) {
      return;
    }
    Instant turn = pace.bookRequest();
    Instant before = last.get(logGroup);
    if (before != null && turn.isBefore(before.plus(interval))) {
      turn = before.plus(interval);
    }
    try {
      if (pace.instant().isBefore(turn)) {
        pace.awaitInstant(turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the log was read.", e);
    }
    last.put(logGroup, pace.instant());
  }
}
