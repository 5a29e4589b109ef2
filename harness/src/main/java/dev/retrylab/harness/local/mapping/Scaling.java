package dev.retrylab.harness.local.mapping;

import java.time.Duration;

/**
 * How many batches of a mapping may be under way at a time. A standard queue begins with five, and
 * gets up to 300 more a minute while messages are left, up to 1,250. A FIFO queue has no such
 * limit: it withholds the groups that are in flight, so that there are at most as many as active
 * groups. Maximum concurrency limits both. A provisioned poller has up to 10 invocations at a time,
 * and their number grows three times as fast (services-sqs-scaling).
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
  private static final int PROVISIONED_GROW_FASTER = 3;

  /** How often it grows: an assumption. */
  static final Duration STEP = Duration.ofSeconds(1);

  private final int first;
  private final int most;
  private final int moreAStep;
  private int now;

  private Scaling(int first, int most, int moreAMinute) {
    this.first = Math.min(first, most);
    this.most = most;
    this.moreAStep = (int) (moreAMinute * STEP.toSeconds() / 60);
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
          MORE_A_MINUTE * PROVISIONED_GROW_FASTER);
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
    now = Math.min(most, now + moreAStep);
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
