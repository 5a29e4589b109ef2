package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;

/** Writes raw-logs.ndjson: each log event once, as it was fetched. */
final class RawLogFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;

  RawLogFile(RunDirectory directory) {
    this.directory = directory;
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
