package dev.retrylab.harness.local.sqs.wire;

import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.net.URI;

/** The engine, and where its endpoint is: queue URLs begin with it. */
record QueueUrls(SqsEngine engine, URI endpoint) {

  /** The queue that a request's QueueUrl names. */
  Queue of(Input input) {
    return engine.byUrl(input.required("QueueUrl"));
  }

  String urlOf(Queue queue) {
    return endpoint + "/" + QueueArn.ACCOUNT + "/" + queue.name().value();
  }
}
