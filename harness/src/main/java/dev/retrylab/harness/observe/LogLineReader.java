package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.observe.LogPiece.JsonObject;
import dev.retrylab.harness.observe.LogPiece.OtherText;
import dev.retrylab.harness.observe.LogPiece.PlatformText;
import dev.retrylab.harness.observe.Reading.Billed;
import dev.retrylab.harness.observe.Reading.Thrown;
import dev.retrylab.harness.observe.Reading.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads log events one by one. What is neither journal nor platform nor stack trace is passed over.
 */
final class LogLineReader {
  private static final Logger LOG = Logger.getLogger(LogLineReader.class.getName());

  private final Interner interner = new Interner();

  /** What an event says by itself. */
  List<Reading> read(LogLine line) {
    List<Reading> readings = new ArrayList<>(1);
    text(line.message(), Optional.empty(), line, readings);
    return readings;
  }

  /**
   * @param requestId of the invocation that wrote the text, where its surroundings tell
   */
  private void text(String text, Optional<String> requestId, LogLine line, List<Reading> into) {
    StringBuilder rest = new StringBuilder();
    for (LogPiece piece : LogPiece.of(text)) {
      if (piece instanceof JsonObject object) {
        object(object.json(), line, into);
      } else if (piece instanceof PlatformText platform) {
        told(platform.line(), line, into);
      } else if (piece instanceof OtherText other) {
        rest.append(other.text());
      }
    }
    String foreign = rest.toString();
    if (StackTraceText.matches(foreign)) {
      into.add(
          new Thrown(requestId, StackTraceText.error(foreign), StackTraceText.isUncaught(foreign)));
    }
  }

  private void object(JsonNode json, LogLine line, List<Reading> into) {
    if (JournalLine.matches(json)) {
      journal(json, line, into);
      return;
    }
    PlatformLine.ofJson(json).ifPresent(found -> told(found, line, into));
    Optional<String> requestId = requestId(json);
    // The JSON log format wraps what a function logged; a fault wraps a line of the text format.
    for (JsonNode inner : List.of(json.path("message"), json.path("record"))) {
      if (inner.isObject()) {
        object(inner, line, into);
      } else if (inner.isTextual()) {
        text(inner.textValue(), requestId, line, into);
      }
    }
    if (json.path("stackTrace").size() > 0) {
      into.add(new Thrown(requestId, thrown(json), /* uncaught= */ false));
    }
  }

  private static Optional<String> requestId(JsonNode json) {
    return Optional.ofNullable(json.path("AWSRequestId").textValue())
        .or(() -> Optional.ofNullable(json.path("requestId").textValue()));
  }

  private static Optional<String> thrown(JsonNode json) {
    Optional<String> type = Optional.ofNullable(json.path("errorType").textValue());
    Optional<String> message = Optional.ofNullable(json.path("errorMessage").textValue());
    return type.map(name -> message.map(words -> name + ": " + words).orElse(name));
  }

  private void told(PlatformLine found, LogLine line, List<Reading> into) {
    PlatformLine known = found.withId(interner.of(found.requestId()));
    into.add(new Told(known.of(line.function(), line.timestamp())));
    known.billed().map(Billed::new).ifPresent(into::add);
  }

  /** A line that a function of another version wrote is no evidence, and no reason to stop. */
  private void journal(JsonNode json, LogLine line, List<Reading> into) {
    try {
      into.add(new Told(new JournalLine(json, interner).read(line.timestamp())));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, e, () -> "Passed over the journal line " + line.eventId());
    }
  }
}
