package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.timeline.Fate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers and sets as phrases. */
final class Words {

  private static final int MOST_NAMED = 3;

  private Words() {}

  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** The first three, and how many more there are. */
  static String firstOf(List<String> keys) {
    String first = String.join(", ", keys.subList(0, Math.min(MOST_NAMED, keys.size())));
    int more = keys.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

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
