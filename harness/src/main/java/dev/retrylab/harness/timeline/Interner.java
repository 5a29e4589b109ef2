package dev.retrylab.harness.timeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Values of which each is in memory once, for any number of threads: a million log events name a
 * few hundred thousand ids.
 */
public final class Interner<T> {
  private final Map<T, T> known = new ConcurrentHashMap<>();

  /** The first of the values that were equal to this one. */
  public T of(T value) {
    return of(value, UnaryOperator.identity());
  }

  /**
   * The first of the values that were equal to this one.
   *
   * @param kept makes of a new value an equal one, to be kept instead
   */
  public T of(T value, UnaryOperator<T> kept) {
    T there = known.get(value);
    if (there != null) {
      return there; // to put something in, even what is there, takes a lock
    }
    T first = kept.apply(value);
    there = known.putIfAbsent(first, first);
    return there == null ? first : there;
  }
}
