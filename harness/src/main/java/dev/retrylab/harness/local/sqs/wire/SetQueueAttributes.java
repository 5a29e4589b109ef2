package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record SetQueueAttributes(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.of(input).setAttributes(input.texts("Attributes"));
    return Json.object();
  }
}
