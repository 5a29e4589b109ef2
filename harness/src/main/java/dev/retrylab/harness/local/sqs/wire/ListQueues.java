package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;

record ListQueues(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    String prefix = input.text("QueueNamePrefix").orElse("");
    List<Queue> found =
        queues.engine().queues().stream()
            .filter(queue -> queue.name().value().startsWith(prefix))
            .toList();
    return Page.of(found, input).answer("QueueUrls", queues::urlOf);
  }
}
