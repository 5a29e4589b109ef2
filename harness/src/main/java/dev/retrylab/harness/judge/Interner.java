package dev.retrylab.harness.judge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Values of which equal ones are in memory once, for any number of threads. */
final class Interner<T> {
  private final Map<T, T> known = new ConcurrentHashMap<>();

  /** The first of the values that were equal to this one. */
  T of(T value) {
    T there = known.get(value);
    if (there != null) {
      return there; // to put something in, even what is there, takes a lock
    }
    there = known.putIfAbsent(value, value);
    return there == null ? value : there;
  }
}
