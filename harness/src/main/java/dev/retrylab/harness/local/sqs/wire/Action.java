package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/** One action of the SQS protocol: reads a request, asks the engine, writes an answer. */
interface Action {
  /** Answers now or later; refuses by throwing an AwsError. */
  CompletionStage<ObjectNode> call(Input input);
}
