package dev.retrylab.harness.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.StepPrediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Finding;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.StepResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A run as one JSON document, schema 1. Times are seconds with three decimals; what is not known is
 * null, never left out.
 */
public final class RunJson {

  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunReport report;
  private final Verdicts verdicts;
  private final ExpectationsJson expectations;

  private RunJson(RunReport report) {
    this.report = report;
    this.verdicts = new Verdicts(report);
    this.expectations = new ExpectationsJson(verdicts);
  }

  /** The document that {@code run --json} prints. */
  public static ObjectNode of(RunReport report) {
    RunJson json = new RunJson(report);
    ObjectNode root = json.beforeMessages();
    ArrayNode messages = root.putArray("messages");
    report.history().messages().forEach(message -> messages.add(json.message(message)));
    return root.setAll(json.afterMessages());
  }

  /**
   * Writes the document, message by message: that of a hundred thousand fits no memory.
   *
   * @param more what the document ends with besides
   */
  public static void write(RunReport report, ObjectNode more, JsonGenerator out)
      throws IOException {
    RunJson json = new RunJson(report);
    out.writeStartObject();
    writeFields(json.beforeMessages(), out);
    out.writeArrayFieldStart("messages");
    for (MessageHistory message : report.history().messages()) {
      out.writeTree(json.message(message));
    }
    out.writeEndArray();
    writeFields(json.afterMessages(), out);
    writeFields(more, out);
    out.writeEndObject();
  }

  private static void writeFields(ObjectNode fields, JsonGenerator out) throws IOException {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      out.writeFieldName(field.getKey());
      out.writeTree(field.getValue());
    }
  }

  private ObjectNode beforeMessages() {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", SCHEMA)
        .put("scenario", report.scenario().name())
        .put("title", report.scenario().title())
        .put("target", report.target())
        .put("clock", report.clock().word())
        .put("verdict", report.judgement().verdict().name())
        .put("runDirectory", report.runDirectory())
        .put("explanation", Explanation.of(report, verdicts).orElse(null));
    return root.set("settings", JSON.valueToTree(SettingsMap.of(report.scenario())));
  }

  /** What messages were expected to do is known once all of them have been asked for. */
  private ObjectNode afterMessages() {
    ObjectNode root = JSON.createObjectNode();
    root.set("expectations", expectations.nodes());
    if (!report.scenario().steps().isEmpty()) {
      addSteps(root.putArray("steps"));
    }
    addHypotheses(root.putArray("hypotheses"), report);
    ArrayNode findings = root.putArray("findings");
    report
        .judgement()
        .findings()
        .forEach(
            finding ->
                findings
                    .addObject()
                    .put("kind", kind(finding))
                    .put("sentence", finding.sentence()));
    addEvidence(root.putObject("evidence"), report);
    return root;
  }

  private void addSteps(ArrayNode steps) {
    for (StepStory story : StepStory.of(report)) {
      StepPrediction expected = story.expected();
      ObjectNode node =
          steps.addObject().put("number", expected.number()).put("what", expected.what());
      node.put("offsetSeconds", story.at().map(RunJson::seconds).orElse(null));
      node.set(
          "quantities",
          JSON.valueToTree(story.result().map(StepResult::quantities).orElse(Map.of())));
      node.put("remark", story.result().flatMap(StepResult::remark).orElse(null));
      ArrayNode predictions = node.putArray("predictions");
      verdicts
          .of("step " + expected.number())
          .forEach(verdict -> addVerdict(predictions.addObject(), verdict));
    }
  }

  private ObjectNode message(MessageHistory message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", message.key())
        .put("userId", message.userId())
        .put("messageId", message.messageId())
        .put("group", message.group().orElse(null))
        .put("receives", message.receives())
        .put("functionErrors", message.functionErrors())
        .put("fate", message.fate().word());
    put(node, "dlqReceiveCount", message.dlqReceiveCount());
    node.put("dlqCopies", message.dlqCopies()).put("phantomReceives", message.phantoms());
    ArrayNode events = node.putArray("events");
    message.events().forEach(event -> addEvent(events.addObject(), event));
    ArrayNode predictions = node.putArray("predictions");
    verdicts.of(message.key()).forEach(verdict -> addVerdict(predictions.addObject(), verdict));
    return node;
  }

  private void addVerdict(ObjectNode node, MessageVerdict verdict) {
    node.put("hypothesis", verdict.hypothesis()).put("verdict", verdict.verdict().name());
    ArrayNode reasons = node.putArray("reasons");
    verdict.reasons().forEach(reasons::add);
    put(node, "expectation", expectations.numberOf(verdict));
  }

  private static void addEvent(ObjectNode node, Event event) {
    node.put("type", event.type().word())
        .put("offsetSeconds", seconds(event.sinceSent()))
        .put("at", event.at().toString());
    put(node, "receiveCount", event.receiveCount());
    node.put("requestId", event.requestId().orElse(null))
        .put("messageId", event.messageId())
        .put("detail", event.detail().orElse(null));
  }

  private static void addHypotheses(ArrayNode nodes, RunReport report) {
    report
        .judgement()
        .hypotheses()
        .forEach(
            result ->
                nodes
                    .addObject()
                    .put("id", result.id())
                    .put("claim", result.claim())
                    .put("result", result.standing().word())
                    .put("refutedBy", result.refutedBy().orElse(null)));
  }

  private static void addEvidence(ObjectNode node, RunReport report) {
    Evidence evidence = report.evidence();
    node.put("complete", evidence.complete());
    ArrayNode waitedFor = node.putArray("waitedFor");
    evidence.waitedFor().forEach(waitedFor::add);
    node.put("start", report.history().start().toString())
        .put(
            "watchedUntilSeconds",
            seconds(Duration.between(report.history().start(), evidence.watchedUntil())))
        .put("logEvents", evidence.logEvents())
        .put("ingestionLagSeconds", seconds(evidence.ingestionLag()))
        .put("slackSeconds", seconds(evidence.conditions().slack()))
        .put("clockSkewSeconds", seconds(evidence.conditions().clockSkew()));
  }

  private static void put(ObjectNode node, String field, OptionalInt value) {
    if (value.isPresent()) {
      node.put(field, value.getAsInt());
    } else {
      node.putNull(field);
    }
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }

  /** The name of the record in words: {@code quiet-time}. */
  private static String kind(Finding finding) {
    return finding
        .getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
