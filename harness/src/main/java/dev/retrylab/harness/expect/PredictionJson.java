package dev.retrylab.harness.expect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Predictions as the JSON document of {@code predict --json}, schema 1. Times are seconds since the
 * message was sent. Every message has every key; what cannot happen is null.
 */
public final class PredictionJson {
  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PredictionJson() {}

  /** The document for a scenario and its predictions. */
  public static ObjectNode of(Scenario scenario, List<Prediction> predictions) {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", SCHEMA);
    document.put("scenario", scenario.name());
    document.put("title", scenario.title());
    document.set("settings", JSON.valueToTree(SettingsMap.of(scenario)));
    ArrayNode hypotheses = document.putArray("hypotheses");
    predictions.forEach(prediction -> hypotheses.add(hypothesis(prediction)));
    ArrayNode advice = document.putArray("advice");
    Advice.on(scenario)
        .forEach(
            piece ->
                advice
                    .addObject()
                    .put("id", piece.id())
                    .put("sentence", piece.sentence())
                    .put("source", piece.source()));
    return document;
  }

  private static ObjectNode hypothesis(Prediction prediction) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", prediction.hypothesis());
    node.put("claim", prediction.claim());
    ArrayNode messages = node.putArray("messages");
    prediction.messages().forEach(message -> messages.add(message(message)));
    return node;
  }

  private static ObjectNode message(MessagePrediction message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", message.key());
    node.put("userId", message.userId());
    node.set("receives", range(message.receives()));
    node.set("functionErrors", range(message.functionErrors()));
    ArrayNode fates = node.putArray("fates");
    message.fates().stream().map(Fate::word).forEach(fates::add);
    node.set("dlqReceiveCount", message.dlqReceiveCount().map(PredictionJson::range).orElse(null));
    node.set("dlqCopies", range(message.dlqCopies()));
    node.set("earliestSeconds", seconds(message.earliest()));
    putSeconds(node, "deadLetteredNotBeforeSeconds", message.deadLetteredNotBefore());
    node.set("errorsDueSeconds", seconds(message.errorsDue()));
    ArrayNode because = node.putArray("because");
    message.because().forEach(because::add);
    return node;
  }

  private static ObjectNode range(IntRange range) {
    return JSON.createObjectNode().put("min", range.min()).put("max", range.max());
  }

  private static ArrayNode seconds(List<Duration> times) {
    ArrayNode seconds = JSON.createArrayNode();
    times.forEach(time -> seconds.add(time.toSeconds()));
    return seconds;
  }

  private static void putSeconds(ObjectNode node, String key, Optional<Duration> time) {
    // All times are sums of settings, which are whole seconds.
    time.ifPresentOrElse(given -> node.put(key, given.toSeconds()), () -> node.putNull(key));
  }
}
