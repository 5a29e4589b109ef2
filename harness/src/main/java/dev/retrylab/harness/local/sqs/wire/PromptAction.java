package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An action that never waits. */
interface PromptAction extends Action {
  ObjectNode answer(Input input);

  @Override
  default CompletionStage<ObjectNode> call(Input input) {
    return CompletableFuture.completedFuture(answer(input));
  }
}
