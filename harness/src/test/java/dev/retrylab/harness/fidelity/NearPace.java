package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.TargetClock;
import java.time.Duration;
import java.time.Instant;

/** Waiting for an engine on this machine, which nobody else uses and which has no limits. */
final class NearPace implements TargetClock {
  private static final Duration POLL = Duration.ofMillis(250);

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) throws InterruptedException {
    Instant next = instant().plus(POLL);
    awaitInstant(next.isBefore(deadline) ? next : deadline);
    return true;
  }

  @Override
  public void awaitInstant(Instant instant) throws InterruptedException {
    Duration left = Duration.between(instant(), instant);
    if (!left.isNegative()) {
      Thread.sleep(left.toMillis());
    }
  }

  @Override
  public Duration confirmationInterval() {
    return POLL;
  }

  /** A retry shows within 0.1 s; a machine that builds at the same time is slower. */
  @Override
  public Duration slack() {
    return Duration.ofSeconds(5);
  }

  /** One clock stamps everything. */
  @Override
  public Duration clockSkew() {
    return Duration.ofMillis(50);
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(45);
  }
}
