package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.local.clock.RunningClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The clock of the local engine: a wait ends with the next log event, or where there are dozens
 * with many more, or a deadline, never with a polling interval. The caller holds the engine's
 * clock, except while it waits here.
 */
final class LocalTargetClock implements TargetClock {
  private static final Duration WALL_LIMIT = Duration.ofSeconds(1);

  /** Each poll makes the history anew: with more than these, news is gathered first. */
  private static final long FEW = 50;

  /** On the virtual clock, where it costs nobody's time. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final RunningClock clock;
  private final LongSupplier logEvents;
  private long seen;

  /**
   * @param logEvents how many the engine has logged by now
   */
  LocalTargetClock(RunningClock clock, LongSupplier logEvents) {
    this.clock = clock;
    this.logEvents = logEvents;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) throws InterruptedException {
    clock.awaitNews(deadline, () -> logEvents.getAsLong() > seen, WALL_LIMIT);
    boolean gathering = clock.pace().jumps() && seen > FEW;
    if (gathering && awaitMore(deadline)) {
      return false;
    }
    boolean news = logEvents.getAsLong() > seen;
    seen = logEvents.getAsLong();
    return news;
  }

  /**
   * Until there are four times as many, so that all polls before the last cost a third of it
   * together, or nothing new for a while.
   *
   * @return whether the deadline came first
   */
  private boolean awaitMore(Instant deadline) throws InterruptedException {
    long enough = 4 * seen;
    while (logEvents.getAsLong() < enough) {
      if (!instant().isBefore(deadline)) {
        return true;
      }
      long before = logEvents.getAsLong();
      Instant quiet = instant().plus(QUIET);
      clock.awaitNews(
          quiet.isBefore(deadline) ? quiet : deadline,
          () -> logEvents.getAsLong() >= enough,
          WALL_LIMIT);
      if (logEvents.getAsLong() == before && instant().isBefore(deadline)) {
        return false;
      }
    }
    return false;
  }

  @Override
  public void awaitInstant(Instant instant) throws InterruptedException {
    while (instant().isBefore(instant)) {
      clock.awaitNews(instant, () -> false, WALL_LIMIT);
    }
  }

  @Override
  public Duration confirmationInterval() {
    return Duration.ofMillis(50);
  }

  /** A warm invocation shows some 10 ms after it is due (measured); a busy machine is slower. */
  @Override
  public Duration slack() {
    return Duration.ofMillis(200);
  }

  /** One clock stamps everything. */
  @Override
  public Duration clockSkew() {
    return Duration.ZERO;
  }

  /** There is one server, which knows all. */
  @Override
  public Duration longPoll() {
    return Duration.ZERO;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(60);
  }
}
