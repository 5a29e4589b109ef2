package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.WallTargetClock;
import dev.retrylab.harness.local.clock.SteppedClock;
import java.time.Duration;
import java.time.Instant;

/** The pace of AWS, by a clock that waiting itself moves on. */
public class FakePace implements TargetClock {
  private final TargetClock real = new WallTargetClock();
  private final SteppedClock clock;

  public FakePace(Instant now) {
    this(new SteppedClock(now));
  }

  FakePace(SteppedClock clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) {
    Instant next = instant().plus(real.confirmationInterval());
    boolean sooner = deadline.isBefore(next) && deadline.isAfter(instant());
    awaitInstant(sooner ? deadline : next);
    return true;
  }

  @Override
  public void awaitInstant(Instant instant) {
    Duration left = Duration.between(instant(), instant);
    if (!left.isNegative()) {
      clock.advance(left);
    }
  }

  @Override
  public Duration confirmationInterval() {
    return real.confirmationInterval();
  }

  @Override
  public Duration slack() {
    return real.slack();
  }

  @Override
  public Duration clockSkew() {
    return real.clockSkew();
  }

  @Override
  public Duration patience() {
    return real.patience();
  }

  /** A poll that waits would wait for a clock that nobody moves on. */
  @Override
  public Duration longPoll() {
    return Duration.ZERO;
  }

  @Override
  public Duration requestInterval() {
    return real.requestInterval();
  }
}
