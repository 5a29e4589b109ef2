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

  String of(String text) {
    return of(Optional.of(text)).orElseThrow();
  }

  /** Also the texts of the record, which other lines repeat. */
  JournalRecord of(JournalRecord record) {
    return records.of(record, this::withTexts);
  }

  private JournalRecord withTexts(JournalRecord record) {
    return new JournalRecord(
        record.function(),
        of(record.runId()),
        of(record.key()),
        of(record.userId()),
        of(record.messageId()),
        of(record.group()),
        record.receiveCount(),
        of(record.requestId()),
        record.sentMillis(),
        record.firstReceiveMillis(),
        record.redriven());
  }

  private Optional<String> of(Optional<String> text) {
    return text.isEmpty() ? text : texts.of(text);
  }
}
