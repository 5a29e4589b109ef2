package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.queue.Queue;

record ChangeMessageVisibilityBatch(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    Queue queue = queues.of(input);
    return BatchEntries.each(
        "ChangeMessageVisibilityBatch",
        input,
        entry -> ChangeMessageVisibility.change(queue, entry));
  }
}
