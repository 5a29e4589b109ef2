package dev.retrylab.harness.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.judge.evidence.Conditions;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Settings;
import dev.retrylab.harness.scenario.file.ScenarioDocument;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was run, with what, where, and under which conditions: all that a later process needs to go
 * on with the run or to judge it. Kept in run.json.
 *
 * @param start on the clock of the run
 * @param scenario with the settings as deployed
 * @param target its name: local or aws
 * @param location where to find the target again; empty where it is gone with its process
 * @param functions what ran the functions of the local engine: processes or simulated
 */
public record RunRecord(
    RunId runId,
    Instant start,
    Program program,
    Scenario scenario,
    String target,
    ClockKind clock,
    Deployment deployment,
    Conditions conditions,
    List<SettingsDrift> drift,
    Optional<StackLocation> location,
    Optional<String> functions) {
  private static final ObjectMapper JSON = StoredJson.MAPPER;

  /** Which program ran, and how it was called. */
  public record Program(String version, Optional<String> commit, List<String> commandLine) {
    public Program {
      commandLine = List.copyOf(commandLine);
    }
  }

  public RunRecord {
    drift = List.copyOf(drift);
  }

  /**
   * The conditions of a run: what its target allows for, and what follows from the settings.
   *
   * @param wait see {@link Conditions#visibilityTimeout}
   */
  public static Conditions conditions(
      Scenario scenario,
      Duration wait,
      Duration slack,
      Duration clockSkew,
      boolean dlqReceiveCountSettled,
      boolean exactlyOnce) {
    return new Conditions(
        wait,
        scenario.shortestVisibility(),
        slack,
        clockSkew,
        dlqReceiveCountSettled,
        exactlyOnce,
        scenario.queue().retention(),
        scenario.mapping().dlqEnabled() || !scenario.steps().isEmpty(),
        scenario.mapping().batchingWindow());
  }

  /** Writes run.json. */
  public void write(RunDirectory directory) {
    directory.write(RunFile.RUN, document());
  }

  private RunDocument document() {
    Map<String, Object> keys = ScenarioDocument.of(scenario);
    ObjectNode settings = JSON.createObjectNode();
    Settings.SECTIONS.stream()
        .filter(keys::containsKey)
        .forEach(key -> settings.set(key, JSON.valueToTree(keys.get(key))));
    return new RunDocument(
        runId.text(),
        program.version(),
        program.commit(),
        program.commandLine(),
        scenario.name(),
        scenario.title(),
        target,
        clock,
        start,
        settings,
        scenario.about(),
        scenario.hypotheses(),
        new RunDocument.Names(
            deployment.spareQueueUrl(),
            deployment.sourceQueueUrl(),
            deployment.dlqUrl(),
            deployment.consumerFunction(),
            deployment.dlqConsumerFunction(),
            deployment.consumerLogGroup(),
            deployment.dlqConsumerLogGroup()),
        new RunDocument.Allowances(
            conditions.visibilityTimeout(),
            conditions.slack(),
            conditions.clockSkew(),
            conditions.dlqReceiveCountSettled(),
            conditions.exactlyOnce()),
        drift.stream()
            .map(
                one ->
                    new RunDocument.Drift(
                        one.setting(), one.inScenario(), one.deployed(), one.about()))
            .toList(),
        location.map(
            at -> new RunDocument.Place(at.stack(), at.endpoint(), at.region(), at.profile())),
        JSON.valueToTree(keys.get("messages")),
        Optional.ofNullable(keys.get("steps"))
            .map(steps -> Arrays.asList(JSON.convertValue(steps, JsonNode[].class))),
        functions);
  }

  /**
   * Reads run.json.
   *
   * @throws NoSuchRun where it is missing, damaged, or of a version of this program that kept less
   */
  public static RunRecord read(RunDirectory directory) {
    return directory.read(RunFile.RUN, json -> of(StoredJson.bound(json, RunDocument.class)));
  }

  private static RunRecord of(RunDocument run) {
    Scenario scenario = scenario(run);
    RunDocument.Names names = run.deployment();
    RunDocument.Allowances allowances = run.conditions();
    return new RunRecord(
        new RunId(run.runId()),
        run.start(),
        new Program(run.version(), run.commit(), run.commandLine()),
        scenario,
        run.target(),
        run.clock(),
        new Deployment(
            names.sourceQueueUrl(),
            names.dlqUrl(),
            names.spareQueueUrl(),
            names.consumerFunction(),
            names.dlqConsumerFunction(),
            names.consumerLogGroup(),
            names.dlqConsumerLogGroup(),
            scenario.queue(),
            scenario.mapping(),
            scenario.function(),
            Optional.of(scenario.account())),
        conditions(
            scenario,
            allowances.visibilityTimeoutSeconds(),
            allowances.slackSeconds(),
            allowances.clockSkewSeconds(),
            allowances.dlqReceiveCountSettled(),
            allowances.exactlyOnce()),
        run.drift().stream()
            .map(
                one ->
                    new SettingsDrift(one.setting(), one.inScenario(), one.deployed(), one.about()))
            .toList(),
        run.aws()
            .map(at -> new StackLocation(at.endpoint(), at.region(), at.profile(), at.stack())),
        run.functions());
  }

  private static Scenario scenario(RunDocument run) {
    ObjectNode document =
        JSON.createObjectNode().put("name", run.scenario()).put("title", run.title());
    Settings.SECTIONS.stream()
        .filter(run.settings()::has)
        .forEach(key -> document.set(key, run.settings().get(key)));
    document.set("messages", run.messages());
    run.steps().ifPresent(steps -> document.set("steps", JSON.valueToTree(steps)));
    putList(document, "about", run.about());
    putList(document, "hypotheses", run.hypotheses());
    try {
      return Scenarios.of(document);
    } catch (InvalidScenario e) {
      throw new IllegalArgumentException(String.join(" ", e.problems()), e);
    }
  }

  /** A list that a scenario file leaves out where it is empty. */
  private static void putList(ObjectNode document, String key, List<String> values) {
    if (!values.isEmpty()) {
      document.set(key, JSON.valueToTree(values));
    }
  }
}
