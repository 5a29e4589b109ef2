package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.store.FlatLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.StoredTime;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Instant;
import java.util.Set;

/**
 * Keeps sent.ndjson: a line before each send and one after it, so that no send goes unrecorded,
 * also if the process is killed in between.
 */
final class SentFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of("state", "key", "at", "userId", "messageId", "group");

  private final RunDirectory directory;
  private final SentLog log = new SentLog();

  /** Opens the file, and reads what an earlier process of the run wrote. */
  SentFile(RunDirectory directory) {
    this.directory = directory;
    directory.readTexts(RunFile.SENT, FIELDS, this::read);
  }

  /** All that the file says by now. */
  SentLog log() {
    return log;
  }

  private void read(FlatLine line) {
    String key = line.text("key");
    Instant at = StoredTime.parse(line.text("at"));
    switch (line.text("state")) {
      case "sending" -> log.sending(key, at);
      case "refused" -> log.refused(key);
      case "sent" ->
          log.sent(
              new Sent(
                  key, line.text("userId"), line.text("messageId"), line.optional("group"), at));
      default -> {} // of a later version
    }
  }

  void sending(String key, Instant at) {
    directory.append(RunFile.SENT, line("sending", key, at));
    log.sending(key, at);
  }

  void refused(String key, Instant at) {
    directory.append(RunFile.SENT, line("refused", key, at));
    log.refused(key);
  }

  void sent(Sent message) {
    ObjectNode line = line("sent", message.key(), message.at());
    line.put("userId", message.userId());
    line.put("messageId", message.messageId());
    message.group().ifPresent(group -> line.put("group", group));
    directory.append(RunFile.SENT, line);
    log.sent(message);
  }

  private static ObjectNode line(String state, String key, Instant at) {
    return JSON.createObjectNode()
        .put("schema", 1)
        .put("state", state)
        .put("key", key)
        .put("at", at.toString());
  }
}
