package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.util.Map;

record TagQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    Map<String, String> tags = input.texts("Tags");
    if (tags.isEmpty()) {
      throw SqsErrors.missingParameter("Tags");
    }
    queues.of(input).tag(tags);
    return Json.object();
  }
}
