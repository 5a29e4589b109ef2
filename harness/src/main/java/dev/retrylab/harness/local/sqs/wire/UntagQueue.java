package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;

record UntagQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.of(input).untag(new HashSet<>(input.textList("TagKeys")));
    return Json.object();
  }
}
