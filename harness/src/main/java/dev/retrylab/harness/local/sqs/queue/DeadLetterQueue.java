package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.QueueName;
import java.util.Optional;

/** A queue as those see it whose redrive policies name it: all that a queue needs of its others. */
public interface DeadLetterQueue {

  /** Finds a queue of the account. */
  @FunctionalInterface
  interface Directory {
    /** The queue of that ARN, if there is one. */
    Optional<? extends DeadLetterQueue> find(QueueArn arn);
  }

  QueueName name();

  QueueAttributes attributes();

  /**
   * Takes in a message that another queue gave up, visible at once. Deduplication does not look at
   * it: a move loses nothing. In a FIFO queue it gets its place, and so its number, behind the
   * others.
   *
   * @param received goes on counting here; {@link ReceiveStatistics#NEVER} for a new message
   * @throws dev.retrylab.harness.local.http.AwsError QueueDoesNotExist once the queue is deleted
   */
  void arrive(Message message, ReceiveStatistics received);
}
