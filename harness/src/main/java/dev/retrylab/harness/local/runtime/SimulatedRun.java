package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.EngineClock.Alarm;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.runtime.InProcessHandler.EndOfCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One run of a handler in virtual time. The handler runs through at once, with the clock held; the
 * clock lets what it does happen as much later as it has slept until then. Whoever invoked the
 * function holds the clock until the result is there; while the run only waits for the clock, that
 * hold is suspended.
 */
final class SimulatedRun {
  /**
   * What a run takes besides its sleeps, an assumption: if two runs of one environment began in the
   * same millisecond, as they never do on Lambda, nobody could tell whose a line of its log is.
   */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final EngineClock clock;
  private final Instant start;
  private final Duration timeout;
  private final List<Alarm> alarms = new ArrayList<>();
  private Hold hold;
  private Hold suspended = () -> {};
  private Duration slept = Duration.ZERO;

  /** Nothing that the handler does from here on is heard. */
  private boolean over;

  /** The result is there, or the environment was ended. */
  private boolean ended;

  /** Begins now; the clock is held until {@link #leave}. */
  SimulatedRun(EngineClock clock, Duration timeout) {
    this.clock = clock;
    this.start = clock.instant();
    this.timeout = timeout;
    this.hold = clock.hold();
  }

  /** The engine's time to which the handler has come. */
  synchronized Instant instant() {
    Instant here = start.plus(slept);
    Instant now = clock.instant();
    return now.isAfter(here) ? now : here;
  }

  /** Until the timeout, as far as the handler has come. */
  synchronized int remainingMilliseconds() {
    Duration running = Duration.between(start, instant());
    return (int) Math.max(0, timeout.minus(running).toMillis());
  }

  /**
   * The handler sleeps.
   *
   * @throws EndOfCall if the timeout comes first
   */
  synchronized void sleep(Duration duration) {
    refuseWhereOver();
    if (slept.plus(duration).compareTo(timeout) >= 0) {
      over = true;
      throw new EndOfCall("it sleeps until its timeout");
    }
    slept = slept.plus(duration);
  }

  /** Lets something happen at the time that the handler has come to. */
  void then(Runnable task) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (!slept.isZero()) {
        alarms.add(clock.at(start.plus(slept), task));
        return;
      }
    }
    task.run();
  }

  /** Lets the end follow, behind which there is nothing. */
  synchronized void last(Runnable task) {
    if (over) {
      return;
    }
    over = true;
    Runnable end =
        () -> {
          end();
          task.run();
        };
    alarms.add(clock.at(start.plus(slept).plus(SHORTEST), end));
  }

  /**
   * Blocks until the engine's time is where the handler has come to.
   *
   * @param threads has the thread of the caller
   */
  void catchUp(HandlerThreads threads) {
    CountDownLatch there = new CountDownLatch(1);
    synchronized (this) {
      refuseWhereOver();
      if (slept.isZero()) {
        return;
      }
      suspended = clock.suspend();
      clock.at(
          start.plus(slept),
          () -> {
            goOn();
            there.countDown();
          });
      hold.close();
    }
    try {
      threads.await(there);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the engine's time went on", e);
    }
    synchronized (this) {
      refuseWhereOver();
    }
  }

  private synchronized void goOn() {
    if (!over) {
      hold = clock.hold();
    }
    suspended.close();
  }

  private void refuseWhereOver() {
    if (over) {
      throw new EndOfCall("its run is over");
    }
  }

  /** The handler's thread has come out of the handler. */
  synchronized void leave() {
    if (!ended) {
      suspended = clock.suspend();
    }
    hold.close();
  }

  /**
   * The environment was ended: what was yet to happen does not, and a handler that hangs counts for
   * nothing.
   */
  synchronized void cancel() {
    over = true;
    alarms.forEach(Alarm::cancel);
    hold.close();
    end();
  }

  private synchronized void end() {
    ended = true;
    suspended.close();
  }
}
