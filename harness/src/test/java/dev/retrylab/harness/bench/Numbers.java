package dev.retrylab.harness.bench;

import java.util.Arrays;

/** Of a sample. */
public final class Numbers {
  private Numbers() {}

  /** The middle one; of an even number the lower of the two in the middle. */
  public static double median(double... values) {
    return quantile(0.5, values);
  }

  /** The smallest value that is not below so great a part of all. */
  public static double quantile(double part, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }

  /** The greatest. */
  public static double max(double... values) {
    return Arrays.stream(values).max().orElseThrow();
  }
}
