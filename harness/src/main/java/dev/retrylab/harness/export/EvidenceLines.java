package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.FlatLine;
import java.util.Set;

/** Writes the lines of a run's files anew, each from the fields that its reader knows. */
final class EvidenceLines {
  static final Set<String> SENT = Set.of("state", "key", "at", "userId", "messageId", "group");
  static final Set<String> LOGS =
      Set.of(
          "function",
          "logGroup",
          "logStream",
          "eventId",
          "timestamp",
          "ingestionTime",
          "fetchedAt",
          "message");

  private static final int SCHEMA = 1;
  private static final Set<String> SENDING = Set.of("sending", "sent", "refused");
  private static final Set<String> STEP = Set.of("begun", "done");
  private static final String[] QUANTITIES = {
    "messages", "seconds", "refused", "NumberOfMessagesSent", "ApproximateAgeOfOldestMessage"
  };

  private final Replacements replacements;
  private final TextMask mask;
  private final LogMessage messages;

  EvidenceLines(Replacements replacements) {
    this.replacements = replacements;
    this.mask = new TextMask(replacements);
    this.messages = new LogMessage(replacements);
  }

  ObjectNode sent(FlatLine line) {
    return ids(numbered(line, SENT).known("state", SENDING::contains).times("at")).to();
  }

  /** What the key and the message ids are called is the same in all files. */
  private Fields ids(Fields fields) {
    return fields
        .text("key", replacements::key)
        .text("userId", user -> replacements.name("user", user))
        .text("messageId", replacements::id)
        .text("group", group -> replacements.name("group", group));
  }

  ObjectNode logEvent(FlatLine line) {
    return numbered(line, LOGS)
        .function("function")
        .text("logGroup", name -> replacements.name("group", name))
        .text("logStream", name -> replacements.name("stream", name))
        .text("eventId", id -> replacements.name("event", id))
        .times("timestamp", "ingestionTime", "fetchedAt")
        .text("message", messages::of)
        .to();
  }

  private static Fields numbered(FlatLine line, Set<String> names) {
    ObjectNode texts = Fields.object().put("schema", SCHEMA);
    names.forEach(name -> line.optional(name).ifPresent(text -> texts.put(name, text)));
    return Fields.of(texts).numbers("schema");
  }

  ObjectNode step(JsonNode line) {
    ObjectNode written =
        Fields.of(line)
            .numbers("schema", "step")
            .known("state", STEP::contains)
            .times("at")
            .text("remark", mask::of)
            .to();
    if (line.path("quantities").isObject()) {
      written.set("quantities", Fields.of(line.get("quantities")).numbers(QUANTITIES).to());
    }
    if (line.path("received").isArray()) {
      ArrayNode received = written.putArray("received");
      line.get("received").forEach(one -> received.add(received(one)));
    }
    return written;
  }

  private ObjectNode received(JsonNode message) {
    return ids(Fields.of(message).function("insteadOf"))
        .numbers("receiveCount", "sentTimestamp", "firstReceiveTimestamp")
        .flags("redriven")
        .times("at")
        .text("runId", replacements::runId)
        .to();
  }

  ObjectNode counts(JsonNode line) {
    return Fields.of(line).numbers("schema", "source", "dlq").times("at").to();
  }

  ObjectNode failure(JsonNode line) {
    return Fields.of(line)
        .numbers("schema")
        .times("at")
        .text("what", mask::of)
        .text("stackTrace", mask::of)
        .to();
  }

  ObjectNode watch(JsonNode watch) {
    return Fields.of(watch).numbers("schema", "logEvents", "equalPolls").times("watchedUntil").to();
  }
}
