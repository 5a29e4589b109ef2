package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.queue.Queue;

record DeleteMessageBatch(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    Queue queue = queues.of(input);
    return BatchEntries.each(
        "DeleteMessageBatch", input, entry -> queue.delete(entry.required("ReceiptHandle")));
  }
}
