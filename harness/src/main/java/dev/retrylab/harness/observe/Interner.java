package dev.retrylab.harness.observe;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps equal values in memory once: of a million log events, all lines of an invocation name the
 * same ids, and two of them the same record.
 */
final class Interner {
  private final Map<Object, Object> values = new HashMap<>();

  /** The value that came first of those that equal this one. */
  @SuppressWarnings("unchecked") // what equals a T was put there as one
  <T> T of(T value) {
    Object first = values.putIfAbsent(value, value);
    return first == null ? value : (T) first;
  }
}
