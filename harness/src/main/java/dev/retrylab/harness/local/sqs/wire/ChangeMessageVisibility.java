package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;

record ChangeMessageVisibility(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    change(queues.of(input), input);
    return Json.object();
  }

  static void change(Queue queue, Input entry) {
    String handle = entry.required("ReceiptHandle");
    Duration timeout =
        entry
            .seconds("VisibilityTimeout")
            .orElseThrow(() -> SqsErrors.missingParameter("VisibilityTimeout"));
    queue.changeVisibility(handle, timeout);
  }
}
