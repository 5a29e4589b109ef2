package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Finding;
import dev.retrylab.harness.report.Explanation;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.StepComparison;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.MessageHistory;
import dev.retrylab.harness.timeline.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as one JSON document, schema 1. Times are seconds with three decimals; what is not known is
 * null, never left out.
 */
public final class RunJson {

  private static final int SCHEMA = 1;

  /** Of numbers with their decimals: 20.000 stays 20.000. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  private final RunReport report;
  private final Verdicts verdicts;
  private final ExpectationsJson expectations;
  private final MessageJson messages;

  private RunJson(RunReport report) {
    this.report = report;
    this.verdicts = new Verdicts(report);
    this.expectations = new ExpectationsJson(verdicts);
    this.messages = new MessageJson(verdicts, expectations);
  }

  /** The document that {@code run --json} prints. */
  public static ObjectNode of(RunReport report) {
    return (ObjectNode) tree(out -> write(report, JSON.createObjectNode(), out));
  }

  private static JsonNode tree(Writing writing) {
    try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
      writing.to(buffer);
      return JSON.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read or written
    }
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
      json.messages.write(message, out);
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
    addCounts(root, report);
    return root.set("settings", JSON.valueToTree(SettingsMap.of(report.scenario())));
  }

  /**
   * Of throttles, only those show that cost a receive, and only reserved concurrency tells them.
   */
  private static void addCounts(ObjectNode root, RunReport report) {
    List<MessageHistory> messages = report.history().messages();
    boolean reserved = report.scenario().function().reservedConcurrency().isPresent();
    root.put("invocationErrors", report.history().invocationErrors())
        .put(
            "throttles",
            reserved
                ? Integer.valueOf(messages.stream().mapToInt(MessageHistory::phantoms).sum())
                : null)
        .put(
            "deadLetteredUnrun",
            messages.stream().filter(MessageHistory::deadLetteredUnrun).count());
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
    for (StepComparison story : StepComparison.of(report)) {
      StepPrediction expected = story.expected();
      ObjectNode node =
          steps.addObject().put("number", expected.number()).put("what", expected.what());
      node.put("offsetSeconds", story.at().map(RunJson::seconds).orElse(null));
      node.set(
          "quantities",
          JSON.valueToTree(story.result().map(StepResult::quantities).orElse(Map.of())));
      node.put("remark", story.result().flatMap(StepResult::remark).orElse(null));
      node.set("predictions", verdicts("step " + expected.number()));
    }
  }

  private JsonNode verdicts(String key) {
    return tree(
        out -> {
          out.writeStartArray();
          messages.writeVerdicts(key, out);
          out.writeEndArray();
        });
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

  static BigDecimal seconds(Duration duration) {
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
