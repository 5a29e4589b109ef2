package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.observe.LogEntry;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.store.FlatLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keeps raw-logs.ndjson: each log event once, as it was fetched. */
final class RawLogFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> ENTRY =
      Set.of("function", "logStream", "eventId", "timestamp", "ingestionTime", "message");

  private static final Set<String> LINE =
      Set.of(
          "function",
          "logGroup",
          "logStream",
          "eventId",
          "timestamp",
          "ingestionTime",
          "fetchedAt",
          "message");

  private final RunDirectory directory;

  RawLogFile(RunDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads what was fetched so far, in the order of the file and each event once: a process that was
   * killed may have written one that the next fetched.
   */
  void readLines(Consumer<LogLine> reader) {
    read(LINE, RawLogFile::line, LogLine::eventId, reader);
  }

  /** The same, of each event only what it says. */
  void readEntries(Consumer<LogEntry> reader) {
    read(ENTRY, RawLogFile::entry, LogEntry::eventId, reader);
  }

  private <T> void read(
      Set<String> fields,
      Function<FlatLine, T> parser,
      Function<T, String> eventId,
      Consumer<T> reader) {
    EventIds seen = new EventIds();
    directory.readTexts(
        RunFile.RAW_LOGS,
        fields,
        stored -> {
          T event = parser.apply(stored);
          if (seen.add(eventId.apply(event))) {
            reader.accept(event);
          }
        });
  }

  private static LogEntry entry(FlatLine stored) {
    return new LogEntry(
        StoredRole.parse(stored.text("function")),
        stored.text("logStream"),
        stored.text("eventId"),
        StoredTime.parse(stored.text("timestamp")),
        StoredTime.parse(stored.text("ingestionTime")),
        stored.text("message"));
  }

  private static LogLine line(FlatLine stored) {
    LogEntry entry = entry(stored);
    return new LogLine(
        entry.function(),
        stored.text("logGroup"),
        entry.logStream(),
        entry.eventId(),
        entry.timestamp(),
        entry.ingestionTime(),
        StoredTime.parse(stored.text("fetchedAt")),
        entry.message());
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
