package dev.retrylab.harness.observe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Texts of which each is in memory once: a million log events name a few hundred thousand ids. */
final class SharedTexts {
  private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

  Optional<String> of(Optional<String> text) {
    return text.isEmpty() ? text : known.computeIfAbsent(text.get(), own -> text);
  }

  String of(String text) {
    return known.computeIfAbsent(text, Optional::of).orElseThrow();
  }
}
