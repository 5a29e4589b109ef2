package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;

/** How a behaviour fails. */
final class Failures {
  private static final int EVERY_TIME = Integer.MAX_VALUE;

  private Failures() {}

  /** Up to which receive count a message of this behaviour fails whenever it is reached. */
  static int upToReceive(Behaviour behaviour) {
    if (behaviour instanceof Behaviour.FailTimes some) {
      return some.times();
    }
    boolean succeeds =
        behaviour instanceof Behaviour.Succeed || behaviour instanceof Behaviour.Forward;
    return succeeds ? 0 : EVERY_TIME;
  }

  /** Whether the failing run ends without an answer, so that it can report nothing. */
  static boolean endsRun(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Hang || behaviour instanceof Behaviour.Crash;
  }

  /** Whether the failing run lasts as long as the function timeout allows. */
  static boolean lastsUntilTimeout(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Hang;
  }
}
