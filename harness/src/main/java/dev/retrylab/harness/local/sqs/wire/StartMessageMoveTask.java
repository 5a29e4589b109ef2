package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.QueueArn;

record StartMessageMoveTask(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    String handle =
        queues
            .engine()
            .moveTasks()
            .start(
                new QueueArn(input.required("SourceArn")),
                input.text("DestinationArn").map(QueueArn::new),
                input.integer("MaxNumberOfMessagesPerSecond"));
    return Json.object().put("TaskHandle", handle);
  }
}
