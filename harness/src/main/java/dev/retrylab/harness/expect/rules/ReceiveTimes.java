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
 * @param soonest the lower bounds from one receive to the next
 * @param latest after how long it is visible again at the latest
 * @param lateness how much later than that a receive is taken for granted
 * @param overlaps whether one may come in the midst of the run of the one before
 */
record ReceiveTimes(
    Duration first,
    Duration firstLate,
    Intervals soonest,
    Intervals latest,
    Duration lateness,
    boolean overlaps) {

  /** Of a message that comes back always after the same time, and never in the midst of a run. */
  ReceiveTimes(Duration first, Duration firstLate, Duration interval, Duration lateness) {
    this(
        first,
        firstLate,
        Intervals.constant(interval),
        Intervals.constant(interval),
        lateness,
        false);
  }

  /**
   * The same of what follows a receive, and so much later where each receive may be, too.
   *
   * @param after how long after the receive at the most
   * @param each how much later each receive may be
   */
  ReceiveTimes later(Duration after, Duration each) {
    return new ReceiveTimes(
        first, firstLate.plus(after).plus(each), soonest, latest, lateness.plus(each), overlaps);
  }

  /**
   * The lower bound of a receive; of the move, where one more receive than allowed is asked for.
   */
  Duration receive(int number) {
    return first.plus(soonest.sum(number - 1));
  }

  Duration receiveLate(int number) {
    return firstLate.plus(latest.plus(lateness).sum(number - 1));
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

  /** How many receives, at most {@code limit}, can come before a deadline. */
  int possibleBefore(Duration deadline, int limit) {
    return soonest.countBefore(first, deadline, limit);
  }

  /** How many receives, at most {@code limit}, are taken for granted before a deadline. */
  int assuredBefore(Duration deadline, int limit) {
    return latest.plus(lateness).countBefore(firstLate, deadline, limit);
  }
}
