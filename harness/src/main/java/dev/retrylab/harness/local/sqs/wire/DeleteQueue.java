package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record DeleteQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.engine().deleteQueue(queues.of(input).name());
    return Json.object();
  }
}
