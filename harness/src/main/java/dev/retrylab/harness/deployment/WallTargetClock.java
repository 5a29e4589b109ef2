package dev.retrylab.harness.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waiting for a target that runs elsewhere: by the wall clock, at a polling interval. */
public final class WallTargetClock implements TargetClock {
  /**
   * One request a second and log group is allowed; CloudWatch Logs shares 5 a second with others.
   */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  /**
   * Of the 5 requests a second that an account has for FilterLogEvents in most regions, one is left
   * to others (CloudWatch Logs quotas).
   */
  private final RateLimiter quota = new RateLimiter(Duration.ofMillis(250));

  private final MonotonicClock time = new MonotonicClock(Clock.systemUTC(), System::nanoTime);

  @Override
  public Instant instant() {
    return time.instant();
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) throws InterruptedException {
    Instant next = lastPoll.plus(POLL_INTERVAL);
    boolean polling = !next.isAfter(deadline);
    sleepUntil(polling ? next : deadline);
    return polling;
  }

  @Override
  public void awaitInstant(Instant instant) throws InterruptedException {
    sleepUntil(instant);
  }

  private void sleepUntil(Instant instant) throws InterruptedException {
    Duration left = Duration.between(instant(), instant);
    if (!left.isNegative()) {
      Thread.sleep(left.toMillis());
    }
  }

  @Override
  public Duration confirmationInterval() {
    return POLL_INTERVAL;
  }

  /** How late a poller or an asynchronous retry may be; AWS promises nothing. */
  @Override
  public Duration slack() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration clockSkew() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration patience() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration requestInterval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Instant bookRequest() {
    return quota.reserve(instant());
  }
}
