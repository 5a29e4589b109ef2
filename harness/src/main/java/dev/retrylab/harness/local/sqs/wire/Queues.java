package dev.retrylab.harness.local.sqs.wire;

import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.QueueArn;
import dev.retrylab.harness.local.sqs.SqsEngine;
import java.net.URI;

/** The engine, and where its endpoint is: queue URLs begin with it. */
record Queues(SqsEngine engine, URI endpoint) {

  /** The queue that a request's QueueUrl names. */
  Queue of(Input input) {
    return engine.byUrl(input.required("QueueUrl"));
  }

  String urlOf(Queue queue) {
    return endpoint + "/" + QueueArn.ACCOUNT + "/" + queue.name().value();
  }
}
