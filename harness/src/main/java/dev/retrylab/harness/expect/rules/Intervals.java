package dev.retrylab.harness.expect.rules;

import java.time.Duration;
import java.util.List;

/**
 * Bounds of the times from one receive of a message to the next.
 *
 * @param first the first ones, in their order
 * @param then all that follow
 */
record Intervals(List<Duration> first, Duration then) {
  Intervals {
    first = List.copyOf(first);
  }

  /** All of them the same. */
  static Intervals constant(Duration interval) {
    return new Intervals(List.of(), interval);
  }

  /** The same, each so much longer. */
  Intervals plus(Duration more) {
    return more.isZero()
        ? this
        : new Intervals(first.stream().map(one -> one.plus(more)).toList(), then.plus(more));
  }

  /**
   * The sum of the first so many. In nanoseconds, since {@link Duration#multipliedBy} works with
   * decimals and is slow; 1000 steps of 12 h are far from an overflow.
   */
  Duration sum(int count) {
    int listed = Math.min(count, first.size());
    Duration sum = Duration.ZERO;
    for (int i = 0; i < listed; i++) {
      sum = sum.plus(first.get(i));
    }
    return sum.plusNanos(then.toNanos() * (count - listed));
  }

  /**
   * How many times, at most {@code limit}, there are before a deadline: the start, the time one
   * interval later, and so on.
   */
  int countBefore(Duration start, Duration deadline, int limit) {
    if (start.compareTo(deadline) >= 0) {
      return 0;
    }
    Duration time = start;
    for (int i = 0; i < first.size(); i++) {
      time = time.plus(first.get(i));
      if (time.compareTo(deadline) >= 0) {
        return Math.min(limit, i + 1);
      }
    }
    if (then.isZero()) {
      return limit;
    }
    // The n-th behind the listed ones comes n intervals later, which must be before the deadline.
    long steps = (deadline.minus(time).toNanos() - 1) / then.toNanos();
    return (int) Math.min(limit, first.size() + 1L + steps);
  }
}
