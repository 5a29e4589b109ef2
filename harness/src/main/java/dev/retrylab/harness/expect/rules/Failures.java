package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FailRate;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;

/**
 * How a behaviour fails, and what that does to the other records of a batch.
 *
 * @param answersRead whether anybody reads what the function answers: a mapping that takes batch
 *     item failures
 * @param partialBatch how the function goes on after a failure; means nothing where nobody reads
 *     what it answers
 */
public record Failures(boolean answersRead, PartialBatch partialBatch) {
  private static final int EVERY_TIME = Integer.MAX_VALUE;

  /** Beyond so many receives, as maxReceiveCount allows, nobody looks at each. */
  private static final int MOST_DRAWN = 1000;

  /** The clocks of whoever sends and of the function may be apart by so much. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

  /** Of a scenario whose function a mapping invokes. */
  public static Failures in(Scenario scenario) {
    return new Failures(scenario.mapping().reportBatchItemFailures(), scenario.partialBatch());
  }

  /** Of direct invocations, each of which has one record only. */
  static Failures ofEvents() {
    return new Failures(/* answersRead= */ false, PartialBatch.STOP_AT_FIRST);
  }

  /** Up to which receive count a message surely fails whenever it is reached. */
  public int upToReceive(MessageSpec message) {
    Behaviour behaviour = message.behaviour();
    if (behaviour instanceof Behaviour.FailTimes some) {
      return some.times();
    }
    if (behaviour instanceof FailRate rate) {
      return leading(rate, MessageSpec.originalKey(message.key()));
    }
    if (behaviour instanceof FailBetween) {
      return 0; // the times of its receives decide
    }
    if (behaviour instanceof Behaviour.MalformedResponse bad) {
      return spoils(bad) ? EVERY_TIME : 0;
    }
    boolean succeeds =
        behaviour instanceof Behaviour.Succeed || behaviour instanceof Behaviour.Forward;
    return succeeds ? 0 : EVERY_TIME;
  }

  /** The first receives at which it fails in a row; the draw succeeds sooner or later. */
  private static int leading(FailRate rate, String key) {
    int failures = 0;
    while (failures < MOST_DRAWN && rate.failsAt(key, failures + 1)) {
      failures++;
    }
    return failures;
  }

  /**
   * The last of so many receives at which the message may fail by its own fault; 0 if there is
   * none.
   */
  int lastWithin(MessageSpec message, int receives) {
    Behaviour behaviour = message.behaviour();
    if (behaviour instanceof FailBetween
        || (behaviour instanceof FailRate && receives > MOST_DRAWN)) {
      return receives;
    }
    if (behaviour instanceof FailRate rate) {
      int last = receives;
      while (last > 0 && !rate.failsAt(MessageSpec.originalKey(message.key()), last)) {
        last--;
      }
      return last;
    }
    return Math.min(receives, upToReceive(message));
  }

  /**
   * At which of so many receives it fails.
   *
   * @param runs when they are run, since the message was sent
   */
  OwnFailures of(MessageSpec message, int receives, ReceiveTimes runs) {
    if (message.behaviour() instanceof FailBetween outage) {
      return during(outage, message.sendAfter(), receives, runs);
    }
    int surely = Math.min(receives, upToReceive(message));
    boolean again = message.behaviour() instanceof FailRate;
    int later = again ? Math.max(0, lastWithin(message, receives) - surely - 1) : 0;
    return new OwnFailures(surely, 0, later);
  }

  private static OwnFailures during(
      FailBetween outage, Duration sent, int receives, ReceiveTimes runs) {
    Duration from = outage.from().minus(sent);
    Duration to = outage.to().minus(sent);
    boolean fromEver = outage.from().isZero();
    int possible = runs.possibleBefore(to.plus(CLOCKS_APART), receives);
    if (!fromEver && runs.assuredBefore(from.minus(CLOCKS_APART), 1) == 1) {
      return new OwnFailures(0, 0, Math.max(0, possible - 1));
    }
    boolean hasBegun = fromEver || runs.possibleBefore(from.plus(CLOCKS_APART), 1) == 0;
    int surely = hasBegun ? runs.assuredBefore(to.minus(CLOCKS_APART), receives) : 0;
    return new OwnFailures(surely, possible - surely, 0);
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
