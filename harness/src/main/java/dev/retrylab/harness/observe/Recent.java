package dev.retrylab.harness.observe;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Values of which equal ones that come soon after each other are in memory once, for any number of
 * threads. What comes late is there again: a map of all ids of a million log events would cost more
 * than it saves.
 */
final class Recent<T> {
  private static final int PLACES = 1 << 14;

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

  /** An equal value that came before, or else this one. */
  T of(T value) {
    int hash = value.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    T there = places.getAcquire(place);
    if (value.equals(there)) {
      return there;
    }
    places.setRelease(place, value);
    return value;
  }
}
