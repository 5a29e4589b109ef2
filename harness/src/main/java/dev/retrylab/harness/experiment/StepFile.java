package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps steps.ndjson: a line before each step and one after it with what it brought, so that no
 * step goes unrecorded, also if the process is killed in between.
 */
final class StepFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;
  private final int steps;
  private final StepLog log = new StepLog();

  /**
   * Opens the file, and reads what an earlier process of the run wrote.
   *
   * @param steps how many the scenario has
   */
  StepFile(RunDirectory directory, int steps) {
    this.directory = directory;
    this.steps = steps;
    directory.readLines(RunFile.STEPS, this::read);
  }

  /** All that the file says by now. */
  StepLog log() {
    return log;
  }

  void begun(int number, Step step, Instant at) {
    directory.append(RunFile.STEPS, line("begun", number, at).put("what", step.what()));
    log.begun(number, at);
  }

  void done(StepResult result, List<HarnessReceived> received) {
    ObjectNode line = line("done", result.number(), result.at());
    line.set("quantities", JSON.valueToTree(result.quantities()));
    result.remark().ifPresent(remark -> line.put("remark", remark));
    if (!received.isEmpty()) {
      ArrayNode messages = line.putArray("received");
      received.forEach(one -> messages.add(message(one)));
    }
    directory.append(RunFile.STEPS, line);
    log.done(result, received);
  }

  private static ObjectNode line(String state, int number, Instant at) {
    return JSON.createObjectNode()
        .put("schema", 1)
        .put("step", number)
        .put("state", state)
        .put("at", at.toString());
  }

  private static ObjectNode message(HarnessReceived received) {
    JournalRecord record = received.record();
    ObjectNode json =
        JSON.createObjectNode()
            .put("insteadOf", record.function().word())
            .put("messageId", record.messageId())
            .put("receiveCount", record.receiveCount())
            .put("sentTimestamp", record.sentMillis())
            .put("firstReceiveTimestamp", record.firstReceiveMillis())
            .put("redriven", record.redriven())
            .put("at", received.at().toString());
    record.runId().ifPresent(id -> json.put("runId", id));
    record.key().ifPresent(key -> json.put("key", key));
    record.userId().ifPresent(id -> json.put("userId", id));
    record.group().ifPresent(group -> json.put("group", group));
    return json;
  }

  private void read(JsonNode line) {
    int number = line.path("step").asInt();
    if (number < 1 || number > steps) {
      throw new IllegalArgumentException("the scenario has no step %d".formatted(number));
    }
    Instant at = StoredTime.parse(line.path("at").asText());
    switch (line.path("state").asText()) {
      case "begun" -> log.begun(number, at);
      case "done" -> log.done(result(number, at, line), received(line.path("received")));
      default -> {} // of a later version
    }
  }

  private static StepResult result(int number, Instant at, JsonNode line) {
    Map<String, Long> quantities = new LinkedHashMap<>();
    line.path("quantities")
        .properties()
        .forEach(entry -> quantities.put(entry.getKey(), entry.getValue().asLong()));
    return new StepResult(number, at, quantities, text(line, "remark"));
  }

  private static List<HarnessReceived> received(JsonNode messages) {
    List<HarnessReceived> received = new ArrayList<>();
    messages.forEach(
        one ->
            received.add(
                new HarnessReceived(
                    new JournalRecord(
                        StoredRole.parse(one.path("insteadOf").asText()),
                        text(one, "runId"),
                        text(one, "key"),
                        text(one, "userId"),
                        one.path("messageId").asText(),
                        text(one, "group"),
                        one.path("receiveCount").asInt(),
                        "",
                        Instant.ofEpochMilli(one.path("sentTimestamp").asLong()),
                        Instant.ofEpochMilli(one.path("firstReceiveTimestamp").asLong()),
                        one.path("redriven").asBoolean()),
                    StoredTime.parse(one.path("at").asText()))));
    return received;
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
