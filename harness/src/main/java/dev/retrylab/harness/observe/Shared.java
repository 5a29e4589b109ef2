package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.JournalRecord;
import java.util.Optional;

/**
 * Keeps once in memory what lines repeat: the two journal lines of a run name the same record, and
 * the platform's line the same request.
 */
final class Shared {
  private final Recent<Optional<String>> texts = new Recent<>();
  private final Recent<JournalRecord> records = new Recent<>();

  Optional<String> of(Optional<String> text) {
    return text.isEmpty() ? text : texts.of(text);
  }

  String of(String text) {
    return texts.of(Optional.of(text)).orElseThrow();
  }

  JournalRecord of(JournalRecord record) {
    return records.of(record);
  }
}
