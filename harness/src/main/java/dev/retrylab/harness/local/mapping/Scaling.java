package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import java.time.Duration;

/**
 * How many batches of a mapping may be under way at a time. A standard queue begins with five, and
 * gets up to 300 more a minute while messages are left, up to 1,250. A FIFO queue has no such
 * limit: it withholds the groups that are in flight, so that there are at most as many as active
 * groups. Maximum concurrency limits both. A provisioned poller has up to 10 invocations at a time,
 * and of these there are up to 1,000 more a minute (services-sqs-scaling; AWS News Blog of November
 * 14, 2025 on provisioned mode for SQS).
 *
 * <p>AWS does not say in which steps it grows, nor when it goes back: here it grows evenly, once a
 * {@link #STEP}, and when a long poll ends empty goes back to the first number, or as far as
 * batches are under way. Neither does it say by how much function errors lower it: here they do
 * not.
 *
 * <p>Guarded by the steps of its mapping.
 */
final class Scaling {
  /** Of a standard queue. */
  private static final int FIRST = 5;

  private static final int MOST = 1_250;
  private static final int MORE_A_MINUTE = 300;
  private static final int OF_A_PROVISIONED_POLLER = 10;
  private static final int MORE_A_MINUTE_PROVISIONED = 1_000;
  private static final int STEPS_A_MINUTE = 60;

  /** How often it grows: an assumption. */
  static final Duration STEP = Duration.ofMinutes(1).dividedBy(STEPS_A_MINUTE);

  private final int first;
  private final int most;
  private final int moreAMinute;
  private int now;
  private int steps;

  private Scaling(int first, int most, int moreAMinute) {
    this.first = Math.min(first, most);
    this.most = most;
    this.moreAMinute = moreAMinute;
    this.now = this.first;
  }

  /**
   * Of a mapping.
   *
   * @param places the most that whatever runs the function can have under way, from 0
   */
  static Scaling of(boolean fifo, MappingSpec spec, int places) {
    int limit = Math.min(spec.maximumConcurrency().orElse(places), places);
    if (spec.provisionedPollers().isPresent()) {
      ProvisionedPollers pollers = spec.provisionedPollers().get();
      return new Scaling(
          pollers.minimum() * OF_A_PROVISIONED_POLLER,
          Math.min(limit, pollers.maximum() * OF_A_PROVISIONED_POLLER),
          MORE_A_MINUTE_PROVISIONED);
    }
    return fifo
        ? new Scaling(limit, limit, 0)
        : new Scaling(FIRST, Math.min(limit, MOST), MORE_A_MINUTE);
  }

  /** How many there may be now. */
  int now() {
    return now;
  }

  boolean canGrow() {
    return now < most;
  }

  /** A step has passed in which all were under way and messages were left. */
  void grow() {
    int before = moreAMinute * steps / STEPS_A_MINUTE;
    steps++;
    now = Math.min(most, now + moreAMinute * steps / STEPS_A_MINUTE - before);
    steps %= STEPS_A_MINUTE;
  }

  /**
   * There was nothing to receive.
   *
   * @param busy how many are under way all the same
   */
  void goBack(int busy) {
    now = Math.max(first, Math.min(now, busy));
  }
}
