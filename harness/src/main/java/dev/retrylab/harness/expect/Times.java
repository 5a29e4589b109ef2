package dev.retrylab.harness.expect;

import java.time.Duration;

/**
 * When a message can be received, since it was sent.
 *
 * @param first the lower bound of its first receive
 * @param firstLate by when its first receive is taken for granted, where retention is near
 * @param interval the lower bound from one receive to the next
 * @param lateness how much later than its lower bound a receive is taken for granted
 */
record Times(Duration first, Duration firstLate, Duration interval, Duration lateness) {

  /**
   * The lower bound of a receive; of the move, where one more receive than allowed is asked for.
   */
  Duration receive(int number) {
    return EvenSteps.at(first, interval, number - 1);
  }

  Duration receiveLate(int number) {
    return EvenSteps.at(firstLate, interval.plus(lateness), number - 1);
  }

  /** How many receives, at most {@code limit}, can come before a deadline. */
  int possibleBefore(Duration deadline, int limit) {
    return countBefore(first, interval, deadline, limit);
  }

  /** How many receives, at most {@code limit}, are taken for granted before a deadline. */
  int assuredBefore(Duration deadline, int limit) {
    return countBefore(firstLate, interval.plus(lateness), deadline, limit);
  }

  private static int countBefore(Duration first, Duration step, Duration deadline, int limit) {
    if (first.compareTo(deadline) >= 0) {
      return 0;
    }
    if (step.isZero()) {
      return limit;
    }
    // The n-th comes at first + (n - 1) * step, which must be less than the deadline.
    long steps = (deadline.minus(first).toNanos() - 1) / step.toNanos();
    return (int) Math.min(limit, steps + 1);
  }
}
