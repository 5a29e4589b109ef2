package dev.retrylab.harness.expect;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingsMap;
import dev.retrylab.harness.timeline.Fate;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  private record Document(
      int schema,
      String scenario,
      String title,
      Map<String, ?> settings,
      List<OfHypothesis> hypotheses,
      List<String> reasons,
      List<Advice> advice) {}

  private record WithMore(
      @JsonUnwrapped Document document, @JsonAnyGetter Map<String, JsonNode> more) {}

  private record OfHypothesis(
      String id,
      String claim,
      List<OfMessage> messages,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<StepPrediction> steps) {}

  private record OfMessage(String key, String userId, @JsonUnwrapped Expected expected) {}

  private record Expected(
      IntRange receives,
      IntRange functionErrors,
      IntRange unprocessed,
      List<String> fates,
      IntRange dlqReceiveCount,
      IntRange dlqCopies,
      List<Long> earliestSeconds,
      Long deadLetteredNotBeforeSeconds,
      List<Long> errorsDueSeconds,
      long triedForAtLeastSeconds,
      boolean mayBeDeadLetteredUnrun,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Expiry> expiries,
      List<Integer> because) {}

  private record Expiry(String queue, long retentionSeconds, long notBeforeSeconds) {}

  private final Map<String, String> userIds;

  /** Each reason with its number, from 0. */
  private final Map<String, Integer> reasons = new LinkedHashMap<>();

  private final Map<MessagePrediction, Expected> known = new HashMap<>();

  private PredictionJson(Scenario scenario) {
    this.userIds =
        scenario.messages().stream()
            .collect(Collectors.toMap(MessageSpec::key, MessageSpec::userId));
  }

  /** The document as a tree. A large workload is better written with {@link #write}. */
  public static JsonNode of(Scenario scenario, List<Prediction> predictions) {
    return JSON.valueToTree(new PredictionJson(scenario).document(scenario, predictions));
  }

  /**
   * Writes the document, and leaves the writer open. A small one is laid out for people.
   *
   * @param more what others add at the end, by name
   * @throws IOException if the writer fails
   */
  public static void write(
      Scenario scenario, List<Prediction> predictions, Map<String, JsonNode> more, Writer writer)
      throws IOException {
    ObjectWriter json =
        JSON.writerFor(WithMore.class).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    boolean large = scenario.messages().size() > MOST_LAID_OUT;
    (large ? json : json.withDefaultPrettyPrinter())
        .writeValue(
            writer,
            new WithMore(new PredictionJson(scenario).document(scenario, predictions), more));
  }

  private Document document(Scenario scenario, List<Prediction> predictions) {
    List<OfHypothesis> hypotheses = predictions.stream().map(this::hypothesis).toList();
    return new Document(
        SCHEMA,
        scenario.name(),
        scenario.title(),
        SettingsMap.of(scenario),
        hypotheses,
        List.copyOf(reasons.keySet()),
        Advice.on(scenario));
  }

  private OfHypothesis hypothesis(Prediction prediction) {
    List<OfMessage> messages = new ArrayList<>();
    prediction
        .messages()
        .forEach(
            (key, expected) ->
                messages.add(
                    new OfMessage(
                        key,
                        userIds.get(MessageSpec.originalKey(key)),
                        known.computeIfAbsent(expected, this::expected))));
    return new OfHypothesis(
        prediction.hypothesis(), prediction.claim(), messages, prediction.steps());
  }

  private Expected expected(MessagePrediction message) {
    return new Expected(
        message.receives(),
        message.functionErrors(),
        message.unprocessed(),
        message.fates().stream().map(Fate::word).toList(),
        message.dlqReceiveCount().orElse(null),
        message.dlqCopies(),
        seconds(message.earliest()),
        message.deadLetteredNotBefore().map(Duration::toSeconds).orElse(null),
        seconds(message.errorsDue()),
        message.triedFor().toSeconds(),
        message.mayGoUnrun(),
        message.expiries().stream().map(PredictionJson::expiry).toList(),
        message.because().stream().map(Rule::sentence).map(this::number).toList());
  }

  private int number(String reason) {
    Integer number = reasons.putIfAbsent(reason, reasons.size());
    return number == null ? reasons.size() - 1 : number;
  }

  private static Expiry expiry(PossibleExpiry expiry) {
    return new Expiry(
        expiry.queue().word(), expiry.retention().toSeconds(), expiry.notBefore().toSeconds());
  }

  private static List<Long> seconds(List<Duration> times) {
    return times.stream().limit(MOST_TIMES).map(Duration::toSeconds).toList();
  }
}
