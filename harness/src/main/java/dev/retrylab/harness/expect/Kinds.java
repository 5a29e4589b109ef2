package dev.retrylab.harness.expect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something of each message of a workload, of which many are alike: each kind is kept once, with
 * the number of the kind that each message is of.
 */
final class Kinds<T> {
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<T> kinds;
  private final int[] kindOf;

  private Kinds(List<T> kinds, int[] kindOf) {
    this.kinds = kinds;
    this.kindOf = kindOf;
  }

  /** For so many messages, of which nothing is known yet. */
  Kinds(int messages) {
    this(new ArrayList<>(), new int[messages]);
    Arrays.fill(kindOf, -1);
  }

  /**
   * Says of which kind a message is.
   *
   * @param traits all that tells kinds apart
   * @param kind is asked for where no message before had these traits
   */
  void put(int message, Object traits, Supplier<T> kind) {
    Integer number = numbers.get(traits);
    if (number == null) {
      number = kinds.size();
      kinds.add(kind.get());
      numbers.put(traits, number);
    }
    kindOf[message] = number;
  }

  /** The same messages with something else of each kind. */
  <U> Kinds<U> map(Function<T, U> other) {
    return new Kinds<>(kinds.stream().map(other).toList(), kindOf);
  }

  List<T> kinds() {
    return kinds;
  }

  /** The number of the kind that a message is of. */
  int kindOf(int message) {
    return kindOf[message];
  }

  /** How many messages there are. */
  int size() {
    return kindOf.length;
  }
}
