package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

record ListQueueTags(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    ObjectNode answer = Json.object();
    Map<String, String> tags = queues.of(input).tags();
    if (!tags.isEmpty()) {
      answer.set("Tags", Json.texts(tags));
    }
    return answer;
  }
}
