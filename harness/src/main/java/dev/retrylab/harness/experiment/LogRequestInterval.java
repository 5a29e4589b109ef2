package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.TargetClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the target's interval between two requests to the same log group, and the quota that all
 * groups have together.
 */
final class LogRequestInterval implements Consumer<String> {
  private final TargetClock clock;
  private final Map<String, Instant> last = new HashMap<>();

  LogRequestInterval(TargetClock clock) {
    this.clock = clock;
  }

  @Override
  public void accept(String logGroup) {
    Duration interval = clock.requestInterval();
    if (interval.isZero()) {
      return;
    }
    Instant turn = clock.bookRequest();
    Instant before = last.get(logGroup);
    if (before != null && turn.isBefore(before.plus(interval))) {
      turn = before.plus(interval);
    }
    try {
      if (clock.instant().isBefore(turn)) {
        clock.awaitInstant(turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the log was read.", e);
    }
    last.put(logGroup, clock.instant());
  }
}
