package dev.retrylab.harness.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.Reading.Ended;
import dev.retrylab.harness.observe.Reading.Journal;
import dev.retrylab.harness.observe.Reading.Nothing;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads log events one by one. */
final class LineReader {
  private static final Logger LOG = Logger.getLogger(LineReader.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Shared shared = new Shared();

  /** What an event says by itself. */
  Reading read(LogEntry line) {
    Optional<JsonNode> json = json(line.message());
    if (json.isEmpty()) {
      return ended(PlatformLine.ofText(line.message()), line);
    }
    JsonNode journal = unwrap(json.get());
    return JournalLine.matches(journal)
        ? journal(journal, line)
        : ended(PlatformLine.ofJson(json.get()), line);
  }

  private Reading ended(Optional<PlatformLine> report, LogEntry line) {
    return report.isEmpty()
        ? Nothing.AT_ALL
        : new Ended(line.function(), report.get().with(shared), line.timestamp());
  }

  /** A line that a function of another version wrote is no evidence, and no reason to stop. */
  private Reading journal(JsonNode json, LogEntry line) {
    try {
      return new Journal(new JournalLine(json, shared).read(line.timestamp()));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, e, () -> "Passed over the journal line " + line.eventId());
      return Nothing.AT_ALL;
    }
  }

  /** The JSON log format wraps what the function logged in a field named message. */
  private static JsonNode unwrap(JsonNode json) {
    JsonNode inner = json.path("message");
    if (inner.isObject()) {
      return inner;
    }
    return inner.isTextual() ? json(inner.asText()).orElse(json) : json;
  }

  private static Optional<JsonNode> json(String message) {
    if (!message.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readTree(message)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
