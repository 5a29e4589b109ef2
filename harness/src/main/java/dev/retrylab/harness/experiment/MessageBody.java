package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.store.RunId;
import java.time.Instant;

/** Writes the body of a message (the message body contract). */
final class MessageBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MessageBody() {}

  /** The behaviour is written only where the scenario states it: else the user id implies it. */
  static String write(MessageSpec message, RunId runId, Instant start) {
    ObjectNode body = JSON.createObjectNode();
    body.put("user_id", message.userId());
    body.put("run_id", runId.text());
    body.put("key", message.key());
    if (message.behaviourStated()) {
      body.put("behaviour", message.behaviour().bodyWord(start));
    }
    if (!message.duration().isZero()) {
      body.put("duration_ms", message.duration().toMillis());
    }
    return body.toString();
  }
}
