package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Interner;
import java.util.Optional;

/** Texts of which each is in memory once. */
final class SharedTexts {
  private final Interner<Optional<String>> known = new Interner<>();

  Optional<String> of(Optional<String> text) {
    return text.isEmpty() ? text : known.of(text);
  }

  String of(String text) {
    return known.of(Optional.of(text)).orElseThrow();
  }
}
