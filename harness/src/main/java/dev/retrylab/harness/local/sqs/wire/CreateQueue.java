package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.queue.Queue;

record CreateQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    QueueName name = new QueueName(input.text("QueueName").orElseThrow(CreateQueue::withoutName));
    Queue queue = queues.engine().createQueue(name, input.texts("Attributes"), input.texts("tags"));
    return Json.object().put("QueueUrl", queues.urlOf(queue));
  }

  private static AwsError withoutName() {
    return SqsErrors.invalidParameter(
        "Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
  }
}
