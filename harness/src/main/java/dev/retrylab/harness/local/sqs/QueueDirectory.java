package dev.retrylab.harness.local.sqs;

import java.util.Optional;

/** Where a queue finds the others. */
@FunctionalInterface
interface QueueDirectory {
  Optional<Queue> find(QueueArn arn);
}
