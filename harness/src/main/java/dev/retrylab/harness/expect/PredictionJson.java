package dev.retrylab.harness.expect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predictions as the JSON document of {@code predict --json}, schema 1. Times are whole seconds
 * since the message was sent, the first 1000 receives at most. Every message has every key but
 * {@code expiries}, which is there where it may expire; what cannot happen is null. {@code because}
 * holds indexes into {@code reasons}, since thousands of messages share a few reasons.
 */
public final class PredictionJson {
  private static final int SCHEMA = 1;

  /** As many as maxReceiveCount allows; without a dead-letter queue there may be a million. */
  private static final int MOST_TIMES = 1000;

  /** With more messages nobody reads it by eye, and white space would be half of it. */
  private static final int MOST_LAID_OUT = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scenario scenario;
  private final JsonGenerator json;
  private final Reasons reasons;
  private final boolean byKind;

  private PredictionJson(Scenario scenario, JsonGenerator json, Reasons reasons, boolean byKind) {
    this.scenario = scenario;
    this.json = json;
    this.reasons = reasons;
    this.byKind = byKind;
  }

  /** The document as a tree. A large workload is better written with {@link #write}. */
  public static JsonNode of(Scenario scenario, List<Prediction> predictions) {
    try (TokenBuffer buffer = new TokenBuffer(JSON, /* hasNativeIds= */ false)) {
      new PredictionJson(scenario, buffer, new Reasons(), false).writeAll(predictions, Map.of());
      return JSON.readTree(buffer.asParser());
    } catch (IOException cannotHappen) {
      throw new UncheckedIOException("Writing to memory failed", cannotHappen);
    }
  }

  /**
   * Writes the document as it goes, and leaves the writer open. A small one is laid out for people.
   *
   * @param more what others add at the end, by name
   * @throws IOException if the writer fails
   */
  public static void write(
      Scenario scenario, List<Prediction> predictions, Map<String, JsonNode> more, Writer writer)
      throws IOException {
    JsonGenerator generator = JSON.getFactory().createGenerator(writer);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    if (scenario.messages().size() <= MOST_LAID_OUT) {
      generator.useDefaultPrettyPrinter();
    }
    boolean byKind = scenario.messages().size() > MOST_LAID_OUT;
    new PredictionJson(scenario, generator, new Reasons(), byKind).writeAll(predictions, more);
    generator.close();
  }

  private void writeAll(List<Prediction> predictions, Map<String, JsonNode> more)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    json.writeStringField("scenario", scenario.name());
    json.writeStringField("title", scenario.title());
    json.writeFieldName("settings");
    JSON.writeValue(json, SettingsMap.of(scenario));
    json.writeArrayFieldStart("hypotheses");
    for (Prediction prediction : predictions) {
      writeHypothesis(prediction);
    }
    json.writeEndArray();
    writeWords("reasons", reasons.sentences());
    writeAdvice(Advice.on(scenario));
    for (Map.Entry<String, JsonNode> entry : more.entrySet()) {
      json.writeFieldName(entry.getKey());
      JSON.writeTree(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeHypothesis(Prediction prediction) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", prediction.hypothesis());
    json.writeStringField("claim", prediction.claim());
    json.writeArrayFieldStart("messages");
    if (!byKind) {
      for (MessagePrediction message : prediction.messages()) {
        json.writeStartObject();
        writeNames(message.key(), message.userId());
        writeExpected(message);
        json.writeEndObject();
      }
    } else {
      writeByKind(Hypotheses.workload(scenario), prediction);
    }
    json.writeEndArray();
    if (!prediction.steps().isEmpty()) {
      writeSteps(prediction.steps());
    }
    json.writeEndObject();
  }

  private void writeSteps(List<StepPrediction> steps) throws IOException {
    json.writeArrayFieldStart("steps");
    for (StepPrediction step : steps) {
      json.writeStartObject();
      json.writeNumberField("number", step.number());
      json.writeStringField("what", step.what());
      json.writeObjectFieldStart("quantities");
      for (Map.Entry<String, IntRange> quantity : step.quantities().entrySet()) {
        writeRange(quantity.getKey(), Optional.of(quantity.getValue()));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Of many messages few differ in more than their names: the rest is put into words once. */
  private void writeByKind(List<MessageSpec> messages, Prediction prediction) throws IOException {
    List<String> rests = new ArrayList<>();
    for (MessagePrediction kind : prediction.kinds()) {
      rests.add(expected(kind));
    }
    for (int i = 0; i < messages.size(); i++) {
      MessageSpec message = messages.get(i);
      json.writeStartObject();
      writeNames(message.key(), message.userId());
      json.writeRaw(rests.get(prediction.kindOf(i)));
      json.writeEndObject();
    }
  }

  /** What follows the names, with the comma before it. */
  private String expected(MessagePrediction kind) throws IOException {
    StringWriter written = new StringWriter();
    try (JsonGenerator alone = JSON.getFactory().createGenerator(written)) {
      alone.writeStartObject();
      new PredictionJson(scenario, alone, reasons, false).writeExpected(kind);
      alone.writeEndObject();
    }
    String text = written.toString();
    return "," + text.substring(1, text.length() - 1);
  }

  private void writeNames(String key, String userId) throws IOException {
    json.writeStringField("key", key);
    json.writeStringField("userId", userId);
  }

  private void writeExpected(MessagePrediction message) throws IOException {
    writeRange("receives", Optional.of(message.receives()));
    writeRange("functionErrors", Optional.of(message.functionErrors()));
    writeRange("unprocessed", Optional.of(message.unprocessed()));
    writeWords("fates", message.fates().stream().map(Fate::word).toList());
    writeRange("dlqReceiveCount", message.dlqReceiveCount());
    writeRange("dlqCopies", Optional.of(message.dlqCopies()));
    writeSeconds("earliestSeconds", message.earliest());
    writeSeconds("deadLetteredNotBeforeSeconds", message.deadLetteredNotBefore());
    writeSeconds("errorsDueSeconds", message.errorsDue());
    json.writeBooleanField("mayBeDeadLetteredUnrun", message.mayGoUnrun());
    writeExpiries(message);
    json.writeArrayFieldStart("because");
    for (int number : reasons.numbers(message.because())) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  private void writeExpiries(MessagePrediction message) throws IOException {
    List<PossibleExpiry> expiries = PossibleExpiry.of(scenario, message);
    if (expiries.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("expiries");
    for (PossibleExpiry expiry : expiries) {
      json.writeStartObject();
      json.writeStringField("queue", expiry.queue().word());
      json.writeNumberField("retentionSeconds", expiry.retention().toSeconds());
      json.writeNumberField("notBeforeSeconds", expiry.notBefore().toSeconds());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeRange(String key, Optional<IntRange> range) throws IOException {
    if (range.isEmpty()) {
      json.writeNullField(key);
      return;
    }
    json.writeObjectFieldStart(key);
    json.writeNumberField("min", range.get().min());
    json.writeNumberField("max", range.get().max());
    json.writeEndObject();
  }

  private void writeWords(String key, List<String> words) throws IOException {
    json.writeArrayFieldStart(key);
    for (String word : words) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private void writeSeconds(String key, List<Duration> times) throws IOException {
    json.writeArrayFieldStart(key);
    for (Duration time : times.subList(0, Math.min(times.size(), MOST_TIMES))) {
      json.writeNumber(time.toSeconds());
    }
    json.writeEndArray();
  }

  private void writeSeconds(String key, Optional<Duration> time) throws IOException {
    if (time.isEmpty()) {
      json.writeNullField(key);
    } else {
      json.writeNumberField(key, time.get().toSeconds());
    }
  }

  private void writeAdvice(List<Advice> advice) throws IOException {
    json.writeArrayFieldStart("advice");
    for (Advice piece : advice) {
      json.writeStartObject();
      json.writeStringField("id", piece.id());
      json.writeStringField("sentence", piece.sentence());
      json.writeStringField("source", piece.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
