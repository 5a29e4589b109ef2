package dev.retrylab.harness.observe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.PlatformLine.InText;
import dev.retrylab.harness.observe.Reading.Thrown;
import dev.retrylab.harness.observe.Reading.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads log events one by one. An event may hold several lines, with or without a line break
 * between them, and what is neither journal nor platform nor stack trace is passed over.
 */
final class LineReader {
  private static final Logger LOG = Logger.getLogger(LineReader.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOURNAL_BEGIN = "{\"retryLab\"";

  private final Shared shared = new Shared();

  /** What an event says by itself. */
  List<Reading> read(LogEntry line) {
    List<Reading> readings = new ArrayList<>(1);
    text(line.message(), Optional.empty(), line, readings);
    return readings;
  }

  /**
   * @param requestId of the invocation that wrote the text, where its surroundings tell
   */
  private void text(String text, Optional<String> requestId, LogEntry line, List<Reading> into) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = piece(text, at, line, into);
      if (end == at) {
        end = nextPlace(text, at);
        rest.append(text, at, end);
      }
      at = end;
    }
    String foreign = rest.toString();
    if (TraceText.matches(foreign)) {
      into.add(new Thrown(requestId, TraceText.error(foreign)));
    }
  }

  /** Reads what begins at a place; gives where it ends, which is the place itself for nothing. */
  private int piece(String text, int at, LogEntry line, List<Reading> into) {
    if (text.charAt(at) == '{') {
      return json(text, at, line, into);
    }
    Optional<InText> platform = PlatformLine.at(text, at);
    platform.ifPresent(found -> into.add(told(found.line(), line)));
    return platform.map(InText::end).orElse(at);
  }

  /** Where another line may begin, or a journal line behind something else. */
  private static int nextPlace(String text, int at) {
    int journal = text.indexOf(JOURNAL_BEGIN, at + 1);
    int lineEnd = text.indexOf('\n', at);
    int next = lineEnd < 0 ? text.length() : lineEnd + 1;
    boolean blank = Character.isWhitespace(text.charAt(at));
    int end = blank ? at + 1 : next;
    return journal >= 0 ? Math.min(journal, end) : end;
  }

  private int json(String text, int at, LogEntry line, List<Reading> into) {
    try (JsonParser parser = JSON.createParser(text.substring(at))) {
      JsonNode node = JSON.readTree(parser);
      int end = at + (int) parser.currentLocation().getCharOffset();
      object(node, line, into);
      return end;
    } catch (JsonProcessingException e) {
      return at;
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }

  private void object(JsonNode json, LogEntry line, List<Reading> into) {
    if (JournalLine.matches(json)) {
      journal(json, line, into);
      return;
    }
    PlatformLine.ofJson(json).ifPresent(found -> into.add(told(found, line)));
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
      into.add(new Thrown(requestId, thrown(json)));
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

  private Reading told(PlatformLine found, LogEntry line) {
    return new Told(found.with(shared).of(line.function(), line.timestamp()));
  }

  /** A line that a function of another version wrote is no evidence, and no reason to stop. */
  private void journal(JsonNode json, LogEntry line, List<Reading> into) {
    try {
      into.add(new Told(new JournalLine(json, shared).read(line.timestamp())));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, e, () -> "Passed over the journal line " + line.eventId());
    }
  }
}
