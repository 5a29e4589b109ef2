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
    return first.plus(step.multipliedBy(Objects.checkIndex(index, size)));
  }

  @Override
  public int size() {
    return size;
  }
}
