package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Instant;
import java.util.Optional;

/** Reads a line of the functions' journal (the journal line contract, version 1). */
record JournalLine(JsonNode json, Interner interner) {
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
    JournalRecord record = interner.of(record());
    String event = word("event");
    return switch (event) {
      case "received" ->
          new JournalReceived(record, json.path("batchPosition").asInt(/* defaultValue= */ 0), at);
      case "outcome" ->
          new JournalOutcome(
              record, outcome(word("outcome")), text("error"), text("forwardedMessageId"), at);
      default -> throw new IllegalArgumentException("unknown journal event " + event);
    };
  }

  private JournalRecord record() {
    return new JournalRecord(
        role(word("function")),
        text("runId"),
        text("key"),
        text("userId"),
        word("messageId"),
        text("group"),
        count("receiveCount"),
        word("requestId"),
        Instant.ofEpochMilli(number("sentTimestamp")),
        Instant.ofEpochMilli(number("firstReceiveTimestamp")),
        json.path("redriven").asBoolean());
  }

  private static FunctionRole role(String word) {
    return FunctionRole.byWord(word)
        .orElseThrow(() -> new IllegalArgumentException("unknown function " + word));
  }

  private static RecordOutcome outcome(String word) {
    return RecordOutcome.byWord(word)
        .orElseThrow(() -> new IllegalArgumentException("unknown outcome " + word));
  }

  private String word(String field) {
    return text(field)
        .orElseThrow(() -> new IllegalArgumentException("journal line without " + field));
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
    return Optional.ofNullable(json.path(field).textValue()).map(interner::of);
  }
}
