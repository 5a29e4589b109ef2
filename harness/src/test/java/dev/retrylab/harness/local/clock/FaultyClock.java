package dev.retrylab.harness.local.clock;

import dev.retrylab.harness.local.failure.EngineFailures;
import java.time.Instant;

/**
 * A clock any of whose calls may throw. All rooms of the engine ask it for the time and for alarms,
 * so that it throws inside queue verbs, writes to the log and answers, too. An alarm throws when
 * its task is done: what a task leaves undone when it throws itself is brought about by the calls
 * that it makes.
 */
public final class FaultyClock implements EngineClock {
  private final SteppedClock clock;
  private final Faults faults;

  public FaultyClock(SteppedClock clock, Faults faults) {
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public Instant instant() {
    faults.call("a look at the time");
    return clock.instant();
  }

  @Override
  public Alarm at(Instant due, Runnable task) {
    faults.call("setting an alarm");
    return clock.at(
        due,
        () -> {
          task.run();
          faults.call("an alarm");
        });
  }

  @Override
  public Hold hold() {
    faults.call("holding the clock");
    return clock.hold();
  }

  @Override
  public Hold suspend() {
    return clock.suspend();
  }

  @Override
  public EngineFailures failures() {
    return clock.failures();
  }
}
