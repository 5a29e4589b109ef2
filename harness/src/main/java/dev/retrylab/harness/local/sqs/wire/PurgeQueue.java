package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record PurgeQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.of(input).purge();
    return Json.object();
  }
}
