package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.QueueName;

record CreateQueue(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    QueueName name = new QueueName(input.required("QueueName"));
    Queue queue = queues.engine().createQueue(name, input.texts("Attributes"), input.texts("tags"));
    return Json.object().put("QueueUrl", queues.urlOf(queue));
  }
}
