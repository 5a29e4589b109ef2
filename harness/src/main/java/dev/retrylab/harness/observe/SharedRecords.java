package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.Interner;
import dev.retrylab.harness.timeline.JournalRecord;

/**
 * Records of which each is in memory once, with its texts: the two journal lines of a run name the
 * same one, and a message has the same ids at each receive.
 */
final class SharedRecords {
  private final Interner<JournalRecord> known = new Interner<>();
  private final SharedTexts texts;

  SharedRecords(SharedTexts texts) {
    this.texts = texts;
  }

  JournalRecord of(JournalRecord read) {
    return known.of(read, this::withSharedTexts);
  }

  private JournalRecord withSharedTexts(JournalRecord read) {
    return new JournalRecord(
        read.function(),
        texts.of(read.runId()),
        texts.of(read.key()),
        texts.of(read.userId()),
        texts.of(read.messageId()),
        texts.of(read.group()),
        read.receiveCount(),
        texts.of(read.requestId()),
        read.sentTimestamp(),
        read.firstReceiveTimestamp(),
        read.redriven());
  }
}
