package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.Event;
import dev.retrylab.harness.timeline.History;

/** Writes history.ndjson: every event of every message, a line each. */
final class HistoryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryFile() {}

  static void write(RunDirectory directory, History history) {
    directory.writeLines(
        RunFile.HISTORY,
        history.messages().stream()
            .flatMap(message -> message.events().stream())
            .map(HistoryFile::line));
  }

  private static ObjectNode line(Event event) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("schema", 1)
            .put("key", event.key())
            .put("messageId", event.messageId())
            .put("type", event.type().word())
            .put("at", event.at().toString())
            .put("offsetSeconds", event.sinceSent().toMillis() / 1000.0);
    event.receiveCount().ifPresent(count -> line.put("receiveCount", count));
    event.requestId().ifPresent(id -> line.put("requestId", id));
    event.detail().ifPresent(detail -> line.put("detail", detail));
    return line;
  }
}
