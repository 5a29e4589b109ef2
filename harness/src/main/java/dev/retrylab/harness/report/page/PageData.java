package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Instant;

/**
 * What the picture of a page is drawn from: results.json as rows of numbers, an eighth of its size,
 * so that the page of 5,000 messages opens at once. Times are milliseconds since the start of the
 * run; words and ids stand once in a table. {@code data.js} reads it.
 */
final class PageData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode results;
  private final Instant start;
  private final StringTable words = new StringTable();
  private final StringTable requests;

  private PageData(JsonNode results, StringTable requests) {
    this.results = results;
    this.requests = requests;
    this.start = Instant.parse(results.at("/evidence/start").asText());
  }

  /**
   * @param requests gets the request ids, which the log lines of the page refer to as well
   */
  static ObjectNode of(RunReport report, StringTable requests) {
    return new PageData(RunJson.of(report), requests).document(report);
  }

  private ObjectNode document(RunReport report) {
    ObjectNode root = NODES.objectNode();
    root.put("start", start.toString())
        .put("watchedUntil", millis(results.at("/evidence/watchedUntilSeconds")))
        .put("asynchronous", report.scenario().trigger() == Trigger.EVENT)
        .put("visibility", report.scenario().queue().visibilityTimeout().toMillis());
    root.set("expectations", expectations());
    ArrayNode hypotheses = root.putArray("hypotheses");
    for (JsonNode one : results.path("hypotheses")) {
      hypotheses.addObject().put("id", one.path("id").asText()).set("result", one.path("result"));
    }
    Judge.decisive(report.predictions())
        .ifPresent(prediction -> root.put("decisive", prediction.hypothesis()));
    ArrayNode messages = root.putArray("messages");
    results.path("messages").forEach(message -> messages.add(message(message)));
    ArrayNode steps = root.putArray("steps");
    for (JsonNode step : results.path("steps")) {
      steps.add(step(step));
    }
    root.set("words", words.texts());
    root.set("requests", requests.texts());
    return root;
  }

  private static ObjectNode step(JsonNode step) {
    ObjectNode node = NODES.objectNode();
    node.set("number", step.get("number"));
    node.set("what", step.get("what"));
    node.set("quantities", step.get("quantities"));
    node.set("remark", step.get("remark"));
    return step.hasNonNull("offsetSeconds")
        ? node.put("at", millis(step.get("offsetSeconds")))
        : node;
  }

  private ArrayNode expectations() {
    ArrayNode rows = NODES.arrayNode();
    for (JsonNode one : results.path("expectations")) {
      ObjectNode row = rows.addObject();
      times(row.putArray("earliest"), one.path("earliestSeconds"));
      times(row.putArray("due"), one.path("errorsDueSeconds"));
      if (one.hasNonNull("deadLetteredNotBeforeSeconds")) {
        row.put("moved", millis(one.path("deadLetteredNotBeforeSeconds")));
      }
    }
    return rows;
  }

  private static void times(ArrayNode row, JsonNode seconds) {
    seconds.forEach(time -> row.add(millis(time)));
  }

  private ArrayNode message(JsonNode message) {
    ArrayNode row = NODES.arrayNode();
    row.add(message.path("key").asText())
        .add(message.path("userId").asText())
        .add(message.path("messageId").asText())
        .add(number(message, "group"))
        .add(message.path("receives").asInt())
        .add(message.path("functionErrors").asInt())
        .add(message.path("unprocessed").asInt())
        .add(number(message, "fate"))
        .add(message.get("dlqReceiveCount"))
        .add(message.path("dlqCopies").asInt());
    ArrayNode predictions = row.addArray();
    for (JsonNode one : message.path("predictions")) {
      ArrayNode prediction = predictions.addArray();
      prediction.add(number(one, "hypothesis")).add(number(one, "verdict"));
      prediction.add(one.path("expectation").asInt(StringTable.NONE));
      one.path("reasons").forEach(reason -> prediction.add(words.number(reason.asText())));
    }
    ArrayNode events = row.addArray();
    String own = message.path("messageId").asText();
    message.path("events").forEach(event -> events.add(event(event, own)));
    return row;
  }

  private ArrayNode event(JsonNode event, String ownId) {
    String id = event.path("messageId").asText();
    return NODES
        .arrayNode()
        .add(number(event, "type"))
        .add(Instant.parse(event.path("at").asText()).toEpochMilli() - start.toEpochMilli())
        .add(event.get("receiveCount"))
        .add(requests.number(event.path("requestId").textValue()))
        .add(id.equals(ownId) ? StringTable.NONE : words.number(id))
        .add(number(event, "detail"));
  }

  private int number(JsonNode node, String field) {
    return words.number(node.path(field).textValue());
  }

  private static long millis(JsonNode seconds) {
    return seconds.decimalValue().movePointRight(3).longValue();
  }
}
