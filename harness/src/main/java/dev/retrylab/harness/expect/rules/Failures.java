package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Scenario;

/**
 * How a behaviour fails, and what that does to the other records of a batch.
 *
 * @param answersRead whether anybody reads what the function answers: a mapping that takes batch
 *     item failures
 * @param partialBatch how the function goes on after a failure; means nothing where nobody reads
 *     what it answers
 */
record Failures(boolean answersRead, PartialBatch partialBatch) {
  private static final int EVERY_TIME = Integer.MAX_VALUE;

  static Failures in(Scenario scenario) {
    return new Failures(scenario.mapping().reportBatchItemFailures(), scenario.partialBatch());
  }

  /** Of direct invocations, each of which has one record only. */
  static Failures ofEvents() {
    return new Failures(/* answersRead= */ false, PartialBatch.STOP_AT_FIRST);
  }

  /** Up to which receive count a message of this behaviour fails whenever it is reached. */
  int upToReceive(Behaviour behaviour) {
    if (behaviour instanceof Behaviour.FailTimes some) {
      return some.times();
    }
    if (behaviour instanceof Behaviour.MalformedResponse bad) {
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
        || (behaviour instanceof Behaviour.MalformedResponse bad && spoils(bad));
  }

  /** Whether records behind the failing one are left unprocessed, of whichever group they are. */
  boolean stopsBatch(Behaviour behaviour) {
    return !answersRead || partialBatch == PartialBatch.STOP_AT_FIRST || endsRun(behaviour);
  }

  /** Whether records of its own group behind the failing one are left unprocessed. */
  boolean stopsGroup(Behaviour behaviour) {
    return stopsBatch(behaviour) || partialBatch == PartialBatch.SKIP_GROUP;
  }

  /** Whether the records before the failing one come back, though they were done. */
  boolean takesBack(Behaviour behaviour) {
    return !answersRead || endsRun(behaviour);
  }

  private boolean spoils(Behaviour.MalformedResponse bad) {
    return answersRead && bad.failsBatch();
  }

  /** Whether the failing run lasts as long as the function timeout allows. */
  static boolean lastsUntilTimeout(Behaviour behaviour) {
    return behaviour instanceof Behaviour.Hang;
  }
}
