package dev.retrylab.harness.deployment.local;

import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.local.LocalEngine;
import java.time.Duration;
import java.time.Instant;

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

  private final LocalEngine engine;
  private long seen;

  LocalTargetClock(LocalEngine engine) {
    this.engine = engine;
  }

  @Override
  public Instant instant() {
    return engine.clock().instant();
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) throws InterruptedException {
    engine.clock().awaitNews(deadline, () -> engine.logEvents() > seen, WALL_LIMIT);
    boolean gathering = engine.clock().pace().jumps() && seen > FEW;
    if (gathering && awaitMore(deadline)) {
      return false;
    }
    boolean news = engine.logEvents() > seen;
    seen = engine.logEvents();
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
    while (engine.logEvents() < enough) {
      if (!instant().isBefore(deadline)) {
        return true;
      }
      long before = engine.logEvents();
      Instant quiet = instant().plus(QUIET);
      engine
          .clock()
          .awaitNews(
              quiet.isBefore(deadline) ? quiet : deadline,
              () -> engine.logEvents() >= enough,
              WALL_LIMIT);
      if (engine.logEvents() == before && instant().isBefore(deadline)) {
        return false;
      }
    }
    return false;
  }

  @Override
  public void awaitInstant(Instant instant) throws InterruptedException {
    while (instant().isBefore(instant)) {
      engine.clock().awaitNews(instant, () -> false, WALL_LIMIT);
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
