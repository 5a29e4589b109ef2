package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.judge.Conditions;
import dev.retrylab.harness.judge.Finding.SettingsDrift;
import dev.retrylab.harness.scenario.InvalidScenario;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.ScenarioDocument;
import dev.retrylab.harness.scenario.Scenarios;
import dev.retrylab.harness.scenario.Shortened;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.ClockKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of run.json, schema 1. */
final class RunRecordJson {
  private static final int SCHEMA = 1;

  /** A year: no condition lasts as long. */
  private static final double LONGEST_SECONDS = 366 * 86_400.0;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] SETTINGS = {"trigger", "queue", "mapping", "function"};

  private RunRecordJson() {}

  static ObjectNode write(RunRecord record) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("runId", record.runId().text())
            .put("version", record.program().version());
    record.program().commit().ifPresent(commit -> json.put("commit", commit));
    json.set("commandLine", JSON.valueToTree(record.program().commandLine()));
    json.put("scenario", record.scenario().name())
        .put("title", record.scenario().title())
        .put("target", record.target())
        .put("clock", record.clock().word())
        .put("start", record.start().toString());
    Map<String, Object> scenario = ScenarioDocument.of(record.scenario());
    ObjectNode settings = json.putObject("settings");
    Arrays.stream(SETTINGS)
        .filter(scenario::containsKey)
        .forEach(key -> settings.set(key, JSON.valueToTree(scenario.get(key))));
    json.set("about", JSON.valueToTree(record.scenario().about()));
    json.set("hypotheses", JSON.valueToTree(record.scenario().hypotheses()));
    json.set("deployment", deployment(record.deployment()));
    json.set("conditions", conditions(record.conditions()));
    ArrayNode drift = json.putArray("drift");
    record.drift().forEach(one -> drift.add(JSON.<JsonNode>valueToTree(drift(one))));
    record.place().ifPresent(place -> json.set("aws", place(place)));
    json.set("messages", JSON.valueToTree(scenario.get("messages")));
    if (scenario.containsKey("steps")) {
      json.set("steps", JSON.valueToTree(scenario.get("steps")));
    }
    return json;
  }

  private static ObjectNode deployment(Deployment deployment) {
    ObjectNode json = JSON.createObjectNode();
    deployment.spareQueueUrl().ifPresent(url -> json.put("spareQueueUrl", url));
    return json.put("sourceQueueUrl", deployment.sourceQueueUrl())
        .put("dlqUrl", deployment.dlqUrl())
        .put("consumerFunction", deployment.consumerFunction())
        .put("dlqConsumerFunction", deployment.dlqConsumerFunction())
        .put("consumerLogGroup", deployment.consumerLogGroup())
        .put("dlqConsumerLogGroup", deployment.dlqConsumerLogGroup());
  }

  private static ObjectNode conditions(Conditions conditions) {
    return JSON.createObjectNode()
        .put("visibilityTimeoutSeconds", seconds(conditions.visibilityTimeout()))
        .put("slackSeconds", seconds(conditions.slack()))
        .put("clockSkewSeconds", seconds(conditions.clockSkew()))
        .put("dlqReceiveCountSettled", conditions.dlqReceiveCountSettled())
        .put("exactlyOnce", conditions.exactlyOnce());
  }

  private static Map<String, Object> drift(SettingsDrift drift) {
    return Map.of(
        "setting", drift.setting(),
        "inScenario", drift.inScenario(),
        "deployed", drift.deployed(),
        "about", drift.about());
  }

  private static ObjectNode place(StackLocation place) {
    ObjectNode json = JSON.createObjectNode().put("stack", place.stack());
    place.endpoint().ifPresent(endpoint -> json.put("endpoint", endpoint.toString()));
    place.region().ifPresent(region -> json.put("region", region));
    place.profile().ifPresent(profile -> json.put("profile", profile));
    return json;
  }

  /**
   * @throws IllegalArgumentException where a field is missing or has a value of another kind
   */
  static RunRecord read(JsonNode json) {
    int schema = field(json, "schema").asInt();
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "its schema is %d, and this version reads %d".formatted(schema, SCHEMA));
    }
    Scenario scenario = scenario(json);
    return new RunRecord(
        new RunId(text(json, "runId")),
        StoredTime.parse(text(json, "start")),
        new RunRecord.Program(
            text(json, "version"),
            optional(json, "commit"),
            Arrays.asList(JSON.convertValue(field(json, "commandLine"), String[].class))),
        scenario,
        text(json, "target"),
        clock(text(json, "clock")),
        deployment(field(json, "deployment"), scenario),
        conditions(field(json, "conditions"), scenario),
        drift(json.path("drift")),
        Optional.of(json.path("aws")).filter(JsonNode::isObject).map(RunRecordJson::place));
  }

  private static Scenario scenario(JsonNode json) {
    ObjectNode document =
        JSON.createObjectNode()
            .put("name", text(json, "scenario"))
            .put("title", text(json, "title"));
    JsonNode settings = field(json, "settings");
    Arrays.stream(SETTINGS)
        .filter(settings::has)
        .forEach(key -> document.set(key, settings.get(key)));
    document.set("messages", field(json, "messages"));
    if (json.has("steps")) {
      document.set("steps", json.get("steps"));
    }
    for (String list : List.of("about", "hypotheses")) {
      if (!json.path(list).isEmpty()) {
        document.set(list, json.path(list));
      }
    }
    try {
      return Scenarios.of(document);
    } catch (InvalidScenario e) {
      throw new IllegalArgumentException(String.join(" ", e.problems()), e);
    }
  }

  private static Deployment deployment(JsonNode json, Scenario scenario) {
    return new Deployment(
        text(json, "sourceQueueUrl"),
        text(json, "dlqUrl"),
        optional(json, "spareQueueUrl"),
        text(json, "consumerFunction"),
        text(json, "dlqConsumerFunction"),
        text(json, "consumerLogGroup"),
        text(json, "dlqConsumerLogGroup"),
        scenario.queue(),
        scenario.mapping(),
        scenario.function());
  }

  private static Conditions conditions(JsonNode json, Scenario scenario) {
    return new Conditions(
        duration(field(json, "visibilityTimeoutSeconds")),
        duration(field(json, "slackSeconds")),
        duration(field(json, "clockSkewSeconds")),
        field(json, "dlqReceiveCountSettled").asBoolean(),
        // Runs of earlier versions do not tell.
        json.path("exactlyOnce").asBoolean(),
        scenario.queue().retention(),
        scenario.mapping().dlqEnabled() || !scenario.steps().isEmpty(),
        scenario.mapping().batchingWindow());
  }

  private static List<SettingsDrift> drift(JsonNode json) {
    List<SettingsDrift> drift = new ArrayList<>();
    json.forEach(
        one ->
            drift.add(
                new SettingsDrift(
                    text(one, "setting"),
                    text(one, "inScenario"),
                    text(one, "deployed"),
                    one.path("about").asBoolean())));
    return drift;
  }

  private static StackLocation place(JsonNode json) {
    return new StackLocation(
        optional(json, "endpoint").map(URI::create),
        optional(json, "region"),
        optional(json, "profile"),
        text(json, "stack"));
  }

  private static ClockKind clock(String word) {
    return Arrays.stream(ClockKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no clock " + Shortened.of(word)));
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }

  private static Duration duration(JsonNode seconds) {
    double number = seconds.asDouble(Double.NaN);
    if (!(number >= 0 && number <= LONGEST_SECONDS)) {
      throw new IllegalArgumentException("there is a time of %s seconds in it".formatted(number));
    }
    return Duration.ofMillis(Math.round(number * 1000));
  }

  private static String text(JsonNode json, String name) {
    return field(json, name).asText();
  }

  private static Optional<String> optional(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }

  private static JsonNode field(JsonNode json, String name) {
    if (!json.hasNonNull(name)) {
      throw new IllegalArgumentException("it lacks " + name);
    }
    return json.get(name);
  }
}
