package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;

/**
 * How a behaviour fails.
 *
 * @param answersRead whether anybody reads what the function answers: a mapping that takes batch
 *     item failures
 */
record Failures(boolean answersRead) {
  private static final int EVERY_TIME = Integer.MAX_VALUE;

  /** Up to which receive count a message of this behaviour fails whenever it is reached. */
  int upToReceive(Behaviour behaviour) {
    if (behaviour instanceof Behaviour.FailTimes some) {
      return some.times();
    }
    if (behaviour instanceof Behaviour.BadAnswer bad) {
      return spoils(bad) ? EVERY_TIME : 0;
    }
    boolean succeeds =
        behaviour instanceof Behaviour.Succeed || behaviour instanceof Behaviour.Forward;
    return succeeds ? 0 : EVERY_TIME;
  }

  /** Whether the failing run ends without an answer of use, so that it can report nothing. */
  boolean endsRun(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Hang
        || behaviour instanceof Behaviour.Crash
        || (behaviour instanceof Behaviour.BadAnswer bad && spoils(bad));
  }

  private boolean spoils(Behaviour.BadAnswer bad) {
    return answersRead && bad.failsBatch();
  }

  /** Whether the failing run lasts as long as the function timeout allows. */
  static boolean lastsUntilTimeout(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Hang;
  }
}
