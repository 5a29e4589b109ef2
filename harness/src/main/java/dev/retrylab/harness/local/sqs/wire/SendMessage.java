package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;

record SendMessage(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    Queue queue = queues.of(input);
    SendRequest request = SendEntry.read(input);
    return SendEntry.write(Json.object(), input, request, queue.send(request));
  }
}
