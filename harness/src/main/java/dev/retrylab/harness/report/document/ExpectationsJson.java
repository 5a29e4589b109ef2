package dev.retrylab.harness.report.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.judge.MessageVerdict;
import dev.retrylab.harness.report.Verdicts;
import dev.retrylab.harness.timeline.Fate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What was expected, each different expectation once: thousands of messages share a few. */
final class ExpectationsJson {

  /** Without a dead-letter queue there may be a million receives; nobody looks at so many. */
  private static final int MOST_TIMES = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Verdicts verdicts;
  private final ArrayNode nodes = JSON.createArrayNode();
  private final Map<JsonNode, Integer> numbers = new HashMap<>();
  private final Map<MessagePrediction, Integer> known = new HashMap<>();

  ExpectationsJson(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * Where in {@link #nodes} to find what a verdict was measured by; empty for that on a step.
   *
   * @param key of the message or the step
   */
  OptionalInt numberOf(String key, MessageVerdict verdict) {
    return verdicts
        .prediction(key, verdict.hypothesis())
        .map(expected -> OptionalInt.of(known.computeIfAbsent(expected, this::numberOf)))
        .orElse(OptionalInt.empty());
  }

  private int numberOf(MessagePrediction expected) {
    ObjectNode node = node(expected);
    Integer number = numbers.putIfAbsent(node, nodes.size());
    if (number == null) {
      nodes.add(node);
    }
    return number == null ? nodes.size() - 1 : number;
  }

  /** All of them, in the order in which they were asked for. */
  ArrayNode nodes() {
    return nodes;
  }

  private static ObjectNode node(MessagePrediction expected) {
    ObjectNode node = JSON.createObjectNode();
    node.set("receives", range(expected.receives()));
    node.set("functionErrors", range(expected.functionErrors()));
    node.set("unprocessed", range(expected.unprocessed()));
    node.set("fates", JSON.valueToTree(expected.fates().stream().map(Fate::word).toList()));
    node.set(
        "dlqReceiveCount", expected.dlqReceiveCount().map(ExpectationsJson::range).orElse(null));
    node.set("dlqCopies", range(expected.dlqCopies()));
    node.set("earliestSeconds", times(expected.earliest()));
    Optional<Duration> moved = expected.deadLetteredNotBefore();
    node.put("deadLetteredNotBeforeSeconds", moved.map(ExpectationsJson::seconds).orElse(null));
    node.set("errorsDueSeconds", times(expected.errorsDue()));
    node.put("mayBeDeadLetteredUnrun", expected.mayGoUnrun());
    return node;
  }

  private static ObjectNode range(IntRange range) {
    return JSON.createObjectNode().put("min", range.min()).put("max", range.max());
  }

  private static ArrayNode times(List<Duration> times) {
    ArrayNode nodes = JSON.createArrayNode();
    times.subList(0, Math.min(times.size(), MOST_TIMES)).forEach(time -> nodes.add(seconds(time)));
    return nodes;
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
