package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A part of a log event's text, divided as the reader of the log divides it. */
public sealed interface LogPiece {

  /** A JSON object: a journal line, an event of the platform, or of somebody else. */
  record JsonObject(JsonNode json) implements LogPiece {}

  /** A line of the platform. */
  record PlatformText(String text) implements LogPiece {}

  /** All else: stack traces, and what nobody reads. */
  record OtherText(String text) implements LogPiece {}

  /** The pieces in their order. */
  static List<LogPiece> of(String text) {
    List<LogPiece> pieces = new ArrayList<>();
    StringBuilder other = new StringBuilder();
    LogText.divide(
        text,
        new LogText.Parts() {
          @Override
          public void json(JsonNode object) {
            endOther();
            pieces.add(new JsonObject(object));
          }

          @Override
          public void platform(PlatformLine line, int begin, int end) {
            endOther();
            pieces.add(new PlatformText(text.substring(begin, end)));
          }

          @Override
          public void other(int begin, int end) {
            other.append(text, begin, end);
          }

          private void endOther() {
            if (!other.isEmpty()) {
              pieces.add(new OtherText(other.toString()));
              other.setLength(0);
            }
          }
        });
    if (!other.isEmpty()) {
      pieces.add(new OtherText(other.toString()));
    }
    return pieces;
  }
}
