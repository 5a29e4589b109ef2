package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record DeleteMessage(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    queues.of(input).delete(input.required("ReceiptHandle"));
    return Json.object();
  }
}
