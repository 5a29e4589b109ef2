package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.QueueArn;
import java.util.List;
import java.util.Optional;

/** All queues of an account: where a queue finds its dead-letter queue. */
public interface QueueDirectory {
  /** The queue of that ARN, if there is one. */
  Optional<Queue> find(QueueArn arn);

  /** The queues whose redrive policy names this one (fact dlq-list-sources). */
  List<Queue> sourcesOf(Queue deadLetterQueue);
}
