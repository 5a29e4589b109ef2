package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.timeline.Fate;
import java.util.Collection;
import java.util.stream.Collectors;

/** What was expected, as phrases. */
final class ExpectedWords {
  private ExpectedWords() {}

  static String atMost(IntRange range) {
    return range.min() == range.max() ? "not " + range.max() : "not at most " + range.max();
  }

  static String atLeast(IntRange range) {
    return range.min() == range.max() ? "not " + range.min() : "not at least " + range.min();
  }

  static String range(IntRange range) {
    return range.min() == range.max()
        ? String.valueOf(range.min())
        : range.min() + " to " + range.max();
  }

  static String anyOf(Collection<Fate> fates) {
    return fates.stream().sorted().map(Fate::word).collect(Collectors.joining(" or "));
  }
}
