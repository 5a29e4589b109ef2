package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A part of a log event's text that is read by itself. An event may hold several of them, with or
 * without a line break between them.
 */
public sealed interface LogPiece {

  /** A JSON object: a journal line, an event of the platform, or of somebody else. */
  record JsonObject(JsonNode json) implements LogPiece {

    /** Whether it is a line of the functions' journal. */
    public boolean isJournal() {
      return JournalLine.matches(json);
    }
  }

  /** A line of the platform, and how it is written. */
  record PlatformText(PlatformLine line, String text) implements LogPiece {}

  /** All else: stack traces, and what nobody reads. */
  record OtherText(String text) implements LogPiece {}

  /** The pieces in their order; together they are the whole text. */
  static List<LogPiece> of(String text) {
    return new LogText(text).pieces();
  }
}
