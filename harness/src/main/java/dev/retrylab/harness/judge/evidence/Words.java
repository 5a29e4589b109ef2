package dev.retrylab.harness.judge.evidence;

import java.util.List;

/** Numbers and lists as phrases. */
public final class Words {

  private static final int MOST_NAMED = 3;

  private Words() {}

  /** Such as "1 receive", or "2 receives". */
  public static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** The first three, and how many more there are. */
  public static String firstOf(List<String> keys) {
    String first = String.join(", ", keys.subList(0, Math.min(MOST_NAMED, keys.size())));
    int more = keys.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
