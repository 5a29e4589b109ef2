package dev.retrylab.harness.report.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The moments that a series has a point for: the first send, and from there on equally far apart
 * until all is over.
 *
 * @param start of the first moment, in milliseconds since 1970
 * @param step between two moments, in milliseconds
 */
record Moments(long start, long step, int count) {
  private static final int MOST = 240;

  private static final List<Duration> STEPS =
      Stream.concat(
              Stream.of(100, 200, 500).map(Duration::ofMillis),
              Stream.of(
                      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
                      21_600, 43_200)
                  .map(Duration::ofSeconds))
          .toList();

  /**
   * At most 240 moments, the last of them not before the end.
   *
   * @param end not before the start
   */
  static Moments between(Instant start, Instant end) {
    long length = Duration.between(start, end).toMillis();
    long days = Duration.ofDays(1).toMillis();
    long step =
        STEPS.stream()
            .mapToLong(Duration::toMillis)
            .filter(one -> steps(length, one) < MOST)
            .findFirst()
            .orElseGet(() -> days * steps(length, days * (MOST - 1)));
    return new Moments(start.toEpochMilli(), step, (int) steps(length, step) + 1);
  }

  private static long steps(long length, long step) {
    return (length + step - 1) / step;
  }

  /**
   * The first moment that is not before a time, from 0; {@link #count} where there is none.
   *
   * @param at in milliseconds since 1970
   */
  int index(long at) {
    return at <= start ? 0 : (int) Math.min(count, 1 + (at - start - 1) / step);
  }

  /** When a moment is, since the first. */
  Duration offset(int index) {
    return Duration.ofMillis(index * step);
  }

  /** When a moment is, in milliseconds since 1970. */
  long at(int index) {
    return start + index * step;
  }
}
