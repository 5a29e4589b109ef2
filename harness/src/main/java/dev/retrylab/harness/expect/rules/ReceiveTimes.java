package dev.retrylab.harness.expect.rules;

import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * When a message can be received, since it was sent.
 *
 * @param first the lower bound of its first receive
 * @param firstLate by when its first receive is taken for granted, where retention is near
 * @param interval the lower bound from one receive to the next
 * @param lateness how much later than its lower bound a receive is taken for granted
 */
record ReceiveTimes(Duration first, Duration firstLate, Duration interval, Duration lateness) {

  /**
   * The lower bound of a receive; of the move, where one more receive than allowed is asked for.
   */
  Duration receive(int number) {
    return at(first, interval, number - 1);
  }

  Duration receiveLate(int number) {
    return at(firstLate, interval.plus(lateness), number - 1);
  }

  /**
   * The lower bounds of the first receives. Not laid out in memory: a message that waits for a
   * thousand receives is common in a group of a hundred thousand.
   */
  List<Duration> receives(int count) {
    return new AbstractList<>() {
      @Override
      public Duration get(int index) {
        return receive(Objects.checkIndex(index, count) + 1);
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /**
   * The time so many steps after the first. In nanoseconds, since {@link Duration#multipliedBy}
   * works with decimals and is slow; 1000 steps of 12 h are far from an overflow.
   */
  private static Duration at(Duration first, Duration step, int steps) {
    return first.plusNanos(step.toNanos() * steps);
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
