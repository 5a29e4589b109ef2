package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The books of an engine whose work rests: what was sent was deleted, has expired, or is still
 * there. A redrive only carries from one queue to another, so it cancels out over all of them.
 *
 * <p>It holds for engines in which no queue was purged or deleted, no message was sent twice within
 * the deduplication window, and no request is being served.
 */
public final class Conservation {
  private Conservation() {}

  /** Fails where a message is missing, or is there that nobody sent. */
  public static void assertOf(SqsEngine engine) {
    List<Queue> queues = engine.queues();
    long sent = sum(queues, queue -> queue.counters().sent());
    long deleted = sum(queues, queue -> queue.counters().deleted());
    long expired = sum(queues, queue -> queue.counters().expired());
    long there = sum(queues, queue -> here(queue.counts()));
    assertThat(deleted + expired + there)
        .as("%d deleted + %d expired + %d still there, of those sent", deleted, expired, there)
        .isEqualTo(sent);
  }

  private static long sum(List<Queue> queues, ToLongFunction<Queue> of) {
    return queues.stream().mapToLong(of).sum();
  }

  private static long here(MessageCounts counts) {
    return (long) counts.visible() + counts.inFlight() + counts.delayed();
  }
}
