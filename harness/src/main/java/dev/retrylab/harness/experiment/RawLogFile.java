package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.store.FlatLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import java.util.function.Consumer;

/** Keeps raw-logs.ndjson: each log event once, as it was fetched. */
final class RawLogFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;

  RawLogFile(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads what was fetched so far, in the order of the file and each event once: a process that was
   * killed may have written one that the next fetched.
   */
  void read(Consumer<LogLine> reader) {
    EventIds seen = new EventIds();
    directory.readTexts(
        RunFile.RAW_LOGS,
        stored -> {
          LogLine line = line(stored);
          if (seen.add(line.eventId())) {
            reader.accept(line);
          }
        });
  }

  private static LogLine line(FlatLine stored) {
    return new LogLine(
        StoredRole.parse(stored.text("function")),
        stored.text("logGroup"),
        stored.text("logStream"),
        stored.text("eventId"),
        StoredTime.parse(stored.text("timestamp")),
        StoredTime.parse(stored.text("ingestionTime")),
        StoredTime.parse(stored.text("fetchedAt")),
        stored.text("message"));
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
