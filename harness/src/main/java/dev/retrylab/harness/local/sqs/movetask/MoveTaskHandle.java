package dev.retrylab.harness.local.sqs.movetask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/** Names a move task: a UUID and the ARN of its source, in base64 (fact move-handle-format). */
public record MoveTaskHandle(String taskId, QueueArn source) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static MoveTaskHandle random(QueueArn source) {
    return new MoveTaskHandle(UUID.randomUUID().toString(), source);
  }

  static MoveTaskHandle parse(String text) {
    try {
      JsonNode json = JSON.readTree(Base64.getDecoder().decode(text));
      if (json.path("taskId").isTextual() && json.path("sourceArn").isTextual()) {
        return new MoveTaskHandle(
            json.get("taskId").asText(), new QueueArn(json.get("sourceArn").asText()));
      }
    } catch (IOException | IllegalArgumentException e) {
      // Falls through.
    }
    throw SqsErrors.invalidParameter("Value for parameter TaskHandle is invalid.");
  }

  @Override
  public String toString() {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("taskId", taskId)
            .put("sourceArn", source.value())
            .toString();
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }
}
