package dev.retrylab.harness.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import dev.retrylab.harness.timeline.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Reads a line of the functions' journal (the journal line contract, version 1). */
final class JournalLine {
  private static final int VERSION = 1;

  private JournalLine() {}

  /** Whether the JSON is a journal line at all. */
  static boolean matches(JsonNode json) {
    return json.path("retryLab").asInt() == VERSION;
  }

  /**
   * The observation that a journal line stands for.
   *
   * @throws IllegalArgumentException where a field is missing or has a value of another kind
   */
  static Observation read(JsonNode json, Instant at) {
    JournalRecord record = record(json);
    String event = word(json, "event");
    return switch (event) {
      case "received" -> new JournalReceived(record, at);
      case "outcome" ->
          new JournalOutcome(
              record,
              outcome(word(json, "outcome")),
              text(json, "error"),
              text(json, "forwardedMessageId"),
              at);
      default -> throw new IllegalArgumentException("unknown journal event " + event);
    };
  }

  private static JournalRecord record(JsonNode json) {
    return new JournalRecord(
        role(word(json, "function")),
        text(json, "runId"),
        text(json, "key"),
        text(json, "userId"),
        word(json, "messageId"),
        text(json, "group"),
        count(json, "receiveCount"),
        word(json, "requestId"),
        Instant.ofEpochMilli(number(json, "sentTimestamp")),
        Instant.ofEpochMilli(number(json, "firstReceiveTimestamp")),
        json.path("redriven").asBoolean());
  }

  private static FunctionRole role(String word) {
    return FunctionRole.byWord(word)
        .orElseThrow(() -> new IllegalArgumentException("unknown function " + word));
  }

  private static Outcome outcome(String word) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown outcome " + word));
  }

  private static String word(JsonNode json, String field) {
    return text(json, field)
        .orElseThrow(() -> new IllegalArgumentException("journal line without " + field));
  }

  private static long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("journal line without " + field);
    }
    return value.longValue();
  }

  /** From 1. */
  private static int count(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new IllegalArgumentException("journal line without " + field);
    }
    return value.intValue();
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.path(field).textValue());
  }
}
