package dev.retrylab.harness.deployment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a target, and how to wait by it: every time in the evidence is of this clock. A
 * virtual clock jumps only while the harness waits here.
 */
public interface TargetClock extends InstantSource {

  /**
   * Waits until there may be new log events enough for a poll, and no longer than to the deadline.
   *
   * @param lastPoll when the last poll was over
   * @return whether there may be; false where the deadline came first
   */
  boolean awaitNews(Instant deadline, Instant lastPoll) throws InterruptedException;

  /** Waits for an instant. */
  void awaitInstant(Instant instant) throws InterruptedException;

  /** How long to wait between two polls that are to confirm that nothing more comes. */
  Duration confirmationInterval();

  /** How late after its time an event may still show, apart from the ingestion lag of logs. */
  Duration slack();

  /** How far the clocks of the target's services may differ from each other. */
  Duration clockSkew();

  /**
   * How long to go on once everything expected should have happened, while no further message comes
   * to its end.
   */
  Duration patience();

  /**
   * How long a receive waits for a first message. A short one asks a few of a queue's servers only
   * (SQS developer guide, short and long polling).
   */
  default Duration longPoll() {
    return Duration.ofSeconds(1);
  }

  /** The shortest time between two requests that read the same log group. */
  default Duration requestInterval() {
    return Duration.ZERO;
  }

  /**
   * Reserves a request that reads logs, and gives when it may be made: runs that go on at the same
   * time share their account's quota, and for that they share a clock.
   */
  default Instant bookRequest() {
    return instant();
  }
}
