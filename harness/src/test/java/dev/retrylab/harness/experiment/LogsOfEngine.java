package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsJsonService;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The logs of an engine that writes other lines than AWS.
 *
 * @param lines what it has in place of a line; empty for nothing
 */
record LogsOfEngine(AwsJsonService logs, Function<String, Optional<String>> lines)
    implements AwsJsonService {
  @Override
  public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
    return logs.call(action, input)
        .thenApply(answer -> action.equals("FilterLogEvents") ? rewritten(answer) : answer);
  }

  private ObjectNode rewritten(ObjectNode answer) {
    ObjectNode other = answer.deepCopy();
    ArrayNode events = other.putArray("events");
    for (JsonNode event : answer.path("events")) {
      lines
          .apply(event.path("message").asText())
          .ifPresent(line -> events.add(((ObjectNode) event.deepCopy()).put("message", line)));
    }
    return other;
  }

  @Override
  public String contentType() {
    return logs.contentType();
  }
}
