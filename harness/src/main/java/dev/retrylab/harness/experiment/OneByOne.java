package dev.retrylab.harness.experiment;

import dev.retrylab.harness.observe.Turnstile;
import dev.retrylab.harness.target.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Keeps the target's interval between two requests to the same log group. */
final class OneByOne implements Turnstile {
  private final Pace pace;
  private final Map<String, Instant> last = new HashMap<>();

  OneByOne(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void pass(String logGroup) {
    Duration interval = pace.requestInterval();
    if (interval.isZero()) {
      return;
    }
    Instant before = last.get(logGroup);
    try {
      if (before != null && pace.instant().isBefore(before.plus(interval))) {
        pace.awaitInstant(before.plus(interval));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the log was read.", e);
    }
    last.put(logGroup, pace.instant());
  }
}
