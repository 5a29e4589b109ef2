package dev.retrylab.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.export.RunExport;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.ScenarioDocument;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.NoSuchRun;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** run.json holds all that a later process needs. */
class RunRecordTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path runs;

  static List<String> scenarios() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @DisplayName("A scenario that is written out is the same when it is read again")
  void scenario(String name) {
    Scenario scenario = Scenarios.load(name);
    ObjectNode document =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .valueToTree(ScenarioDocument.of(scenario));
    assertThat(Scenarios.of(document)).isEqualTo(scenario);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @DisplayName("A scenario that was run is the same when its run.json is read")
  void scenarioOfRun(String name) {
    RunRecord record = WrittenRun.record(Scenarios.load(name));
    RunDirectory directory = RunDirectory.create(runs, name, record.start());
    record.write(directory);
    assertThat(RunRecord.read(directory).scenario()).isEqualTo(record.scenario());
  }

  @Test
  @DisplayName("What is written is what is read")
  void roundTrip() {
    RunRecord plain = WrittenRun.record(Scenarios.load("article"));
    RunRecord record =
        new RunRecord(
            plain.runId(),
            plain.start(),
            new RunRecord.Program("1.0", Optional.of("abc"), List.of("run", "--target", "aws")),
            plain.scenario(),
            plain.target(),
            plain.clock(),
            plain.deployment(),
            plain.conditions(),
            List.of(new SettingsDrift("queue.visibilityTimeout", "30s", "200s", true)),
            Optional.of(
                new StackLocation(
                    Optional.of(URI.create("http://127.0.0.1:4566")),
                    Optional.of("eu-central-1"),
                    Optional.empty(),
                    "RetryLab")),
            Optional.empty());
    RunDirectory directory = RunDirectory.create(runs, "article", record.start());
    record.write(directory);
    assertThat(RunRecord.read(directory)).isEqualTo(record);
  }

  @Test
  @DisplayName("The keys that may be left out are written and read where they are given")
  void everyKey() {
    Scenario scenario =
        Scenarios.load(
            "article",
            List.of(
                "trigger.type=event",
                "queue.type=standard",
                "queue.deadLetterQueue=false",
                "queue.maxReceiveCount=7",
                "mapping.maximumConcurrency=3",
                "function.reservedConcurrency=0",
                "function.onFailure=destination",
                "function.initDuration=8s",
                "account.concurrency=64"));
    RunRecord plain = WrittenRun.record(Scenarios.load("article"));
    RunRecord record =
        new RunRecord(
            plain.runId(),
            plain.start(),
            plain.program(),
            scenario,
            plain.target(),
            plain.clock(),
            plain.deployment(),
            plain.conditions(),
            plain.drift(),
            plain.location(),
            Optional.empty());
    RunDirectory directory = RunDirectory.create(runs, "article", record.start());
    record.write(directory);
    assertThat(RunRecord.read(directory).scenario()).isEqualTo(scenario);
  }

  @Test
  @DisplayName("Each field of run.json is given away, but for the profile")
  void givenAway() throws IOException {
    RunRecord plain = WrittenRun.record(Scenarios.load("article"));
    RunRecord record =
        new RunRecord(
            plain.runId(),
            plain.start(),
            new RunRecord.Program("1.0", Optional.of("5a332fa68d50"), List.of("run")),
            Scenarios.load("redrive"),
            plain.target(),
            plain.clock(),
            plain.deployment(),
            plain.conditions(),
            List.of(new SettingsDrift("queue.delay", "0s", "1s", true)),
            Optional.of(
                new StackLocation(
                    Optional.of(URI.create("http://127.0.0.1:4566")),
                    Optional.of("eu-central-1"),
                    Optional.of("jane"),
                    "RetryLab")),
            Optional.empty());
    RunDirectory directory = RunDirectory.create(runs, "redrive", record.start());
    record.write(directory);
    directory.write(RunFile.RESULTS, RunJson.of(StoredRun.read(directory).judge()));
    Path zip = runs.resolve("run.zip");
    new RunExport(directory).write(zip);
    List<String> expected = names(directory.read(RunFile.RUN));
    expected.remove("aws.profile");
    try (ZipFile file = new ZipFile(zip.toFile())) {
      JsonNode given = JSON.readTree(file.getInputStream(file.getEntry("run.json")));
      assertThat(names(given)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** The names of all fields, of objects in lists too, once for each place. */
  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      names.add(field.getKey());
      names(field.getValue()).forEach(inner -> names.add(field.getKey() + "." + inner));
    }
    if (json.isArray()) {
      json.forEach(one -> names.addAll(names(one)));
    }
    return names;
  }

  @Test
  @DisplayName("A run.json that lacks something is refused with its name")
  void damaged() {
    RunDirectory directory = RunDirectory.create(runs, "article", ArticleLogs.START);
    RunRecord record = WrittenRun.record(Scenarios.load("article"));
    record.write(directory);
    ObjectNode json = (ObjectNode) directory.read(RunFile.RUN);
    json.remove("conditions");
    directory.write(RunFile.RUN, json);
    assertThatThrownBy(() -> RunRecord.read(directory))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageContaining("it lacks conditions");
  }

  @Test
  @DisplayName("A run.json of another schema is refused with both numbers")
  void otherSchema() {
    RunDirectory directory = RunDirectory.create(runs, "article", ArticleLogs.START);
    WrittenRun.record(Scenarios.load("article")).write(directory);
    ObjectNode json = (ObjectNode) directory.read(RunFile.RUN);
    directory.write(RunFile.RUN, json.put("schema", 2));
    assertThatThrownBy(() -> RunRecord.read(directory))
        .isInstanceOf(NoSuchRun.class)
        .hasMessageContaining("its schema is 2, and this version reads 1");
  }
}
