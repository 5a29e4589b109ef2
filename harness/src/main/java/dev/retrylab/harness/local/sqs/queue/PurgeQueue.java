package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** PurgeQueue: everything goes, also what is in flight or delayed (lim-purge-60s). */
final class PurgeQueue {
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private PurgeQueue() {}

  static void purge(QueueState queue, Instant now) {
    if (queue.purgedAt.filter(last -> now.isBefore(last.plus(INTERVAL))).isPresent()) {
      throw SqsErrors.purgeInProgress(queue.name);
    }
    queue.purgedAt = Optional.of(now);
    queue.messages.clear();
    queue.deduplication.clear();
  }
}
