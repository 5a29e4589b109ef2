package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.QueueName;

record GetQueueUrl(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    QueueName name = new QueueName(input.required("QueueName"));
    return Json.object().put("QueueUrl", queues.urlOf(queues.engine().queue(name)));
  }
}
