package dev.retrylab.harness.observe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Texts of which each is in memory once: a million log events name a few hundred thousand ids. */
final class SharedTexts {
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  Optional<String> of(Optional<String> text) {
    return text.isEmpty() ? text : shared(text.get(), text);
  }

  String of(String text) {
    return shared(text, Optional.of(text)).orElseThrow();
  }

  /** Looked up first: to put something in, even what is there, takes a lock. */
  private Optional<String> shared(String text, Optional<String> own) {
    Optional<String> there = known.get(text);
    if (there != null) {
      return there;
    }
    there = known.putIfAbsent(text, own);
    return there == null ? own : there;
  }
}
