package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.scenario.Shortened;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.FunctionRole;
import java.util.ArrayList;
import java.util.List;

/** Keeps raw-logs.ndjson: each log event once, as it was fetched. */
final class RawLogFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;

  RawLogFile(RunDirectory directory) {
    this.directory = directory;
  }

  /** What an earlier process of the run fetched. */
  List<LogLine> read() {
    List<LogLine> lines = new ArrayList<>();
    directory.readLines(RunFile.RAW_LOGS, json -> lines.add(line(json)));
    return lines;
  }

  private static LogLine line(JsonNode json) {
    return new LogLine(
        role(json.path("function").asText()),
        json.path("logGroup").asText(),
        json.path("logStream").asText(),
        json.path("eventId").asText(),
        StoredTime.parse(json.path("timestamp").asText()),
        StoredTime.parse(json.path("ingestionTime").asText()),
        StoredTime.parse(json.path("fetchedAt").asText()),
        json.path("message").asText());
  }

  private static FunctionRole role(String word) {
    return FunctionRole.byWord(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no function \"" + Shortened.of(word) + "\""));
  }

  void append(LogLine line) {
    directory.append(
        RunFile.RAW_LOGS,
        JSON.createObjectNode()
            .put("schema", 1)
            .put("function", line.function().word())
            .put("logGroup", line.logGroup())
            .put("logStream", line.logStream())
            .put("eventId", line.eventId())
            .put("timestamp", line.timestamp().toString())
            .put("ingestionTime", line.ingestionTime().toString())
            .put("fetchedAt", line.fetchedAt().toString())
            .put("message", line.message()));
  }
}
