package dev.retrylab.harness.experiment;

import dev.retrylab.harness.local.clock.SteppedClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The pace of AWS for several runs at once: when all of them wait, time goes on to the first
 * instant that one of them waits for.
 */
public final class SharedPace extends FakePace {
  private final SteppedClock clock;
  private final List<Instant> waitedFor = new ArrayList<>();
  private int busy;

  SharedPace(SteppedClock clock, int runs) {
    super(clock);
    this.clock = clock;
    this.busy = runs;
  }

  @Override
  public synchronized void awaitInstant(Instant instant) {
    waitedFor.add(instant);
    busy--;
    goOn();
    while (clock.instant().isBefore(instant)) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    busy++;
    waitedFor.remove(instant);
  }

  /** One run has ended, and is not to be waited for. */
  public synchronized void leave() {
    busy--;
    goOn();
  }

  /** Who waits for an instant that has come is busy again, though it has not noticed yet. */
  private void goOn() {
    if (busy > 0 || waitedFor.isEmpty()) {
      return;
    }
    Instant next = Collections.min(waitedFor);
    if (clock.instant().isBefore(next)) {
      super.awaitInstant(next);
    }
    notifyAll();
  }
}
