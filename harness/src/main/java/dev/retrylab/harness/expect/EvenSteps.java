package dev.retrylab.harness.expect;

import java.time.Duration;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Times at equal distances, kept as three numbers: a workload may have millions of them. */
final class EvenSteps extends AbstractList<Duration> implements RandomAccess {
  private final Duration first;
  private final Duration step;
  private final int size;

  EvenSteps(Duration first, Duration step, int size) {
    this.first = first;
    this.step = step;
    this.size = size;
  }

  @Override
  public Duration get(int index) {
    return at(first, step, Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }

  /** As of any list, but quick where both are of this kind. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof EvenSteps steps)) {
      return super.equals(other);
    }
    return size == steps.size
        && (size < 1 || first.equals(steps.first))
        && (size < 2 || step.equals(steps.step));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /**
   * The time so many steps after the first. In nanoseconds, since {@link Duration#multipliedBy}
   * works with decimals and is slow; 1000 steps of 12 h are far from an overflow.
   */
  static Duration at(Duration first, Duration step, int steps) {
    return first.plusNanos(step.toNanos() * steps);
  }
}
