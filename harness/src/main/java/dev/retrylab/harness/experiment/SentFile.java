package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;

/**
 * Writes sent.ndjson: a line before each send and one after it, so that no send goes unrecorded.
 */
final class SentFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunDirectory directory;

  SentFile(RunDirectory directory) {
    this.directory = directory;
  }

  void sending(String key, Instant at) {
    directory.append(RunFile.SENT, line("sending", key, at));
  }

  void sent(Sent message) {
    ObjectNode line = line("sent", message.key(), message.at());
    line.put("userId", message.userId());
    line.put("messageId", message.messageId());
    message.group().ifPresent(group -> line.put("group", group));
    directory.append(RunFile.SENT, line);
  }

  private static ObjectNode line(String state, String key, Instant at) {
    return JSON.createObjectNode()
        .put("schema", 1)
        .put("state", state)
        .put("key", key)
        .put("at", at.toString());
  }
}
