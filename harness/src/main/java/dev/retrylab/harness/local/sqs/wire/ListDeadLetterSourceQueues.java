package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

record ListDeadLetterSourceQueues(Queues queues) implements PromptAction {
  @Override
  public ObjectNode answer(Input input) {
    // This one action writes its list in lower case.
    return Page.of(queues.engine().sourcesOf(queues.of(input)), input)
        .answer("queueUrls", queues::urlOf);
  }
}
