package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record CancelMessageMoveTask(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    int moved = queues.engine().moveTasks().cancel(input.required("TaskHandle"));
    return Json.object().put("ApproximateNumberOfMessagesMoved", moved);
  }
}
