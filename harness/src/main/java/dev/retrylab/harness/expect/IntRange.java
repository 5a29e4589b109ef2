package dev.retrylab.harness.expect;

/** From min to max, both included. */
public record IntRange(int min, int max) {
  public static IntRange exactly(int n) {
    return new IntRange(n, n);
  }

  public boolean contains(int n) {
    return min <= n && n <= max;
  }
}
