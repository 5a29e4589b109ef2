package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Reads a line of the functions' journal (the journal line contract, version 1). */
record JournalLine(JsonNode json, Shared shared) {
  private static final int VERSION = 1;

  /** Whether the JSON is a journal line at all. */
  static boolean matches(JsonNode json) {
    return json.path("retryLab").asInt() == VERSION;
  }

  /**
   * The observation that a journal line stands for.
   *
   * @throws IllegalArgumentException where a field is missing or has a value of another kind
   */
  Observation read(Instant at) {
    JournalRecord record = shared.of(record());
    String event = word("event");
    return switch (event) {
      case "received" -> new JournalReceived(record, at);
      case "outcome" ->
          new JournalOutcome(record, outcome(), text("error"), text("forwardedMessageId"), at);
      default -> throw new IllegalArgumentException("unknown journal event " + event);
    };
  }

  private JournalRecord record() {
    return new JournalRecord(
        role(),
        shared.of(text("runId")),
        shared.of(text("key")),
        shared.of(text("userId")),
        shared.of(word("messageId")),
        shared.of(text("group")),
        count("receiveCount"),
        shared.of(word("requestId")),
        Instant.ofEpochMilli(number("sentTimestamp")),
        Instant.ofEpochMilli(number("firstReceiveTimestamp")),
        json.path("redriven").asBoolean());
  }

  private FunctionRole role() {
    Optional<FunctionRole> role = FunctionRole.byWord(word("function"));
    if (role.isEmpty()) {
      throw new IllegalArgumentException("unknown function " + word("function"));
    }
    return role.get();
  }

  private Outcome outcome() {
    Optional<Outcome> outcome = Outcome.byWord(word("outcome"));
    if (outcome.isEmpty()) {
      throw new IllegalArgumentException("unknown outcome " + word("outcome"));
    }
    return outcome.get();
  }

  private String word(String field) {
    String word = json.path(field).textValue();
    if (word == null) {
      throw new IllegalArgumentException("journal line without " + field);
    }
    return word;
  }

  private long number(String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("journal line without " + field);
    }
    return value.longValue();
  }

  /** From 1. */
  private int count(String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new IllegalArgumentException("journal line without " + field);
    }
    return value.intValue();
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(json.path(field).textValue());
  }
}
