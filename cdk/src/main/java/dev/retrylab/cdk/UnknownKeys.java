package dev.retrylab.cdk;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds keys that no scenario has, which are most often slips of the pen. */
final class UnknownKeys {
  private UnknownKeys() {}

  /**
   * A sentence for each key that cannot be deployed; one that is unknown is told the known one that
   * is nearest to it.
   */
  static List<String> among(Collection<String> keys) {
    return keys.stream()
        .filter(key -> !Scenario.KEYS.contains(key))
        .map(UnknownKeys::sentence)
        .toList();
  }

  private static String sentence(String key) {
    return "Unknown key %s: did you mean %s?".formatted(key, nearest(key));
  }

  private static String nearest(String key) {
    return Scenario.KEYS.stream()
        .min(Comparator.comparingInt(known -> distance(key, known)))
        .orElseThrow();
  }

  /** Levenshtein distance: the fewest characters to insert, delete or replace. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replace = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
