package dev.retrylab.harness.expect.prediction;

import java.util.List;
import java.util.Optional;

/**
 * The counts that a prediction allows, both ends included.
 *
 * @param min at least 0
 * @param max at least {@code min}
 */
public record IntRange(int min, int max) {

  public IntRange {
    if (min < 0 || max < min) {
      throw new IllegalArgumentException("no range: " + min + " to " + max);
    }
  }

  /** The range that allows one count only. */
  public static IntRange exactly(int count) {
    return new IntRange(count, count);
  }

  /** Whether the range allows the count. */
  public boolean contains(long count) {
    return min <= count && count <= max;
  }

  /** Whether the range allows everything that the other one allows. */
  public boolean contains(IntRange other) {
    return min <= other.min && other.max <= max;
  }

  /** Whether the range allows one count only. */
  public boolean exact() {
    return min == max;
  }

  /** The smallest range that allows what either allows. */
  public IntRange or(IntRange other) {
    return new IntRange(Math.min(min, other.min), Math.max(max, other.max));
  }

  /** The smallest range that allows what any of those present allows. */
  public static Optional<IntRange> union(List<Optional<IntRange>> ranges) {
    IntRange all = null;
    for (Optional<IntRange> range : ranges) {
      all = range.isEmpty() ? all : all == null ? range.get() : all.or(range.get());
    }
    return Optional.ofNullable(all);
  }

  /** The range of the counts times a factor of at least 0. */
  public IntRange times(int factor) {
    return new IntRange(min * factor, max * factor);
  }

  /** The range of the sums of a count of each. */
  public IntRange plus(IntRange other) {
    return new IntRange(min + other.min, max + other.max);
  }

  /** As people read it; a range without an upper end as "at least 3". */
  public String words() {
    return max == Integer.MAX_VALUE ? "at least " + min : toString();
  }

  /** {@code 2}, or {@code 1..3}. */
  @Override
  public String toString() {
    return exact() ? Integer.toString(min) : min + ".." + max;
  }
}
