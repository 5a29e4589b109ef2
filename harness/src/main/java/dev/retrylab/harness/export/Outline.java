package dev.retrylab.harness.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.timeline.Fate;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The verdict of a run and the timeline of each message, out of results.json: what stays the same
 * whatever the sentences about it are.
 */
public final class Outline {
  private static final String[] OF_MESSAGE = {
    "receives",
    "functionErrors",
    "unprocessed",
    "expiredIn",
    "dlqReceiveCount",
    "dlqCopies",
    "phantomReceives"
  };

  private static final String[] OF_EVENT = {"type", "offsetSeconds", "at", "receiveCount"};

  private static final Set<String> NO_END = Set.of(Fate.QUEUED.word(), Fate.UNKNOWN.word());

  private final UnaryOperator<String> keys;
  private final UnaryOperator<String> ids;

  private Outline(UnaryOperator<String> keys, UnaryOperator<String> ids) {
    this.keys = keys;
    this.ids = ids;
  }

  /** Of a document. */
  public static ObjectNode of(JsonNode results) {
    return new Outline(key -> key, id -> id).outline(results);
  }

  /** The same with what is counted of the whole run, and what became of each hypothesis. */
  static ObjectNode ofAll(JsonNode results) {
    return addCounts(results, of(results));
  }

  /** The same again, with the keys and ids of messages and requests replaced. */
  static ObjectNode ofAll(JsonNode results, Replacements replacements) {
    return addCounts(results, new Outline(replacements::key, replacements::id).outline(results));
  }

  private static ObjectNode addCounts(JsonNode results, ObjectNode outline) {
    outline.set("invocationErrors", results.path("invocationErrors"));
    outline.set("complete", results.path("evidence").path("complete"));
    ArrayNode hypotheses = outline.putArray("hypotheses");
    results
        .path("hypotheses")
        .forEach(one -> hypotheses.add(Fields.of(one).asItIs("id", "result").to()));
    return outline;
  }

  private ObjectNode outline(JsonNode results) {
    ObjectNode outline = Fields.of(results).asItIs("verdict").to();
    ArrayNode messages = outline.putArray("messages");
    results.path("messages").forEach(message -> messages.add(message(message)));
    return outline;
  }

  private ObjectNode message(JsonNode message) {
    Fields fields = Fields.of(message).text("key", keys).text("messageId", ids).asItIs(OF_MESSAGE);
    // What a message without an end is called is a matter of words.
    if (!NO_END.contains(message.path("fate").asText())) {
      fields.asItIs("fate");
    }
    ObjectNode outline = fields.to();
    ArrayNode events = outline.putArray("events");
    message
        .path("events")
        .forEach(
            event ->
                events.add(
                    Fields.of(event)
                        .asItIs(OF_EVENT)
                        .text("messageId", ids)
                        .text("requestId", ids)
                        .to()));
    return outline;
  }

  /** What differs between two outlines, in a few words; empty where nothing does. */
  static Optional<String> difference(ObjectNode before, ObjectNode after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    if (!before.path("verdict").equals(after.path("verdict"))) {
      return Optional.of(
          "the verdict was %s and becomes %s"
              .formatted(before.path("verdict").asText(), after.path("verdict").asText()));
    }
    Iterator<JsonNode> others = after.path("messages").iterator();
    for (JsonNode message : before.path("messages")) {
      if (!others.hasNext() || !message.equals(others.next())) {
        return Optional.of("the timeline of message %s".formatted(message.path("key").asText()));
      }
    }
    return Optional.of("what is counted of the whole run");
  }
}
