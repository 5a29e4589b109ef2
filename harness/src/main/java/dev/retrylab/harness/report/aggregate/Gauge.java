package dev.retrylab.harness.report.aggregate;

/** How many there are of something at each moment, from when each came and left. */
final class Gauge {
  private final Moments moments;

  /** By how many there are more at a moment than at the one before. */
  private final int[] changes;

  Gauge(Moments moments) {
    this.moments = moments;
    this.changes = new int[moments.count() + 1];
  }

  /** One more from a time on. */
  void came(long at) {
    changes[moments.index(at)]++;
  }

  /** One less from a time on. */
  void left(long at) {
    changes[moments.index(at)]--;
  }

  /** One that was there from a time to another; none where the second is not later. */
  void during(long from, long to) {
    if (from < to) {
      came(from);
      left(to);
    }
  }

  int[] values() {
    int[] values = new int[moments.count()];
    int now = 0;
    for (int i = 0; i < values.length; i++) {
      now += changes[i];
      values[i] = now;
    }
    return values;
  }
}
