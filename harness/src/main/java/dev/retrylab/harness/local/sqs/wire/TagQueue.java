package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record TagQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.of(input).tag(input.texts("Tags"));
    return Json.object();
  }
}
