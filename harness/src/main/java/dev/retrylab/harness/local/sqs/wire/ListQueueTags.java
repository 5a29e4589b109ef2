package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record ListQueueTags(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    ObjectNode answer = Json.object();
    answer.set("Tags", Json.texts(queues.of(input).tags()));
    return answer;
  }
}
