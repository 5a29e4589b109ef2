package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.util.Set;

/**
 * Writes a line of the functions' journal anew: all its fields, and no other. A field of a kind
 * that its reader refuses is left out, which the reader refuses as well.
 */
record JournalFields(Replacements replacements, TextMask mask) {
  private static final Set<String> EVENTS = Set.of("received", "outcome");

  ObjectNode of(JsonNode line) {
    Fields fields = Fields.of(line);
    fields.to().put("retryLab", line.path("retryLab").asInt());
    return fields
        .known("event", EVENTS::contains)
        .function("function")
        .text("runId", replacements::runId)
        .text("key", replacements::key)
        .text("userId", user -> replacements.name("user", user))
        .text("messageId", replacements::id)
        .text("group", group -> replacements.name("group", group))
        .numbers("receiveCount")
        .text("requestId", replacements::id)
        .numbers("sentTimestamp", "firstReceiveTimestamp")
        .flags("redriven")
        .numbers("batchPosition")
        .known("outcome", word -> RecordOutcome.byWord(word).isPresent())
        .text("error", mask::of)
        .text("forwardedMessageId", replacements::id)
        .to();
  }
}
