package dev.retrylab.harness.expect.rules.step;

import static dev.retrylab.harness.expect.rules.Durations.min;

import java.time.Duration;

/**
 * A message in the dead-letter queue; times are since the start of the run.
 *
 * @param key of the message that it was in the source queue
 * @param from the earliest time of its arrival
 * @param surelyFrom by when its arrival is taken for granted, if it comes at all
 * @param certain whether it is certain to come
 * @param sentAt when its sender sent it
 * @param surelyUntil until when it is certain to be there
 * @param gone by when it is certain to be gone
 */
record TimeInDlq(
    String key,
    Duration from,
    Duration surelyFrom,
    boolean certain,
    Duration sentAt,
    Duration surelyUntil,
    Duration gone) {

  boolean possibleAt(Duration time) {
    return time.compareTo(from) >= 0 && time.compareTo(gone) < 0;
  }

  boolean certainAt(Duration time) {
    return certain && time.compareTo(surelyFrom) >= 0 && time.compareTo(surelyUntil) < 0;
  }

  /** The same, ended by a move task. */
  TimeInDlq until(Duration moved) {
    return new TimeInDlq(
        key, from, surelyFrom, certain, sentAt, min(surelyUntil, moved), min(gone, moved));
  }
}
