package dev.retrylab.harness.store;

import dev.retrylab.harness.observe.LogLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** raw-logs.ndjson: each log event as it was fetched. */
public record RawLogFile(RunDirectory directory) {

  /** Adds events. */
  public void append(List<LogLine> lines) {
    directory.appendAll(RunFile.RAW_LOGS, lines);
  }

  /**
   * Reads what was fetched so far, in the order of the file and each event once: a process that was
   * killed may have written one that the next fetched.
   *
   * @throws NoSuchRun where the file cannot be read, or a line cannot be used
   */
  public void read(Consumer<LogLine> reader) {
    Set<String> seen = new HashSet<>();
    directory.readLines(
        RunFile.RAW_LOGS,
        LogLine.class,
        line -> {
          if (seen.add(line.eventId())) {
            reader.accept(line);
          }
        });
  }

  /** The same, as a list. */
  public List<LogLine> lines() {
    List<LogLine> lines = new ArrayList<>();
    read(lines::add);
    return lines;
  }
}
