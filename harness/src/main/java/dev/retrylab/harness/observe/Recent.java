package dev.retrylab.harness.observe;

import java.util.function.UnaryOperator;

/**
 * Values of which equal ones that come soon after each other are in memory once. What comes late is
 * there again: a map of all ids of a million log events would cost more than it saves.
 */
final class Recent<T> {
  private static final int PLACES = 1 << 14;

  private final Object[] places = new Object[PLACES];

  /** An equal value that came before, or else this one. */
  T of(T value) {
    return of(value, UnaryOperator.identity());
  }

  /**
   * @param kept an equal value in place of this one where none came before
   */
  @SuppressWarnings("unchecked") // what equals a T was put there as one
  T of(T value, UnaryOperator<T> kept) {
    int hash = value.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Object there = places[place];
    if (value.equals(there)) {
      return (T) there;
    }
    T first = kept.apply(value);
    places[place] = first;
    return first;
  }
}
