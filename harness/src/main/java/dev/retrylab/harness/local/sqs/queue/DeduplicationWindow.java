package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.DeduplicationScope;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Remembers for 5 minutes what was sent to a FIFO queue (facts dedup-swallow, dedup-5min). */
final class DeduplicationWindow {
  private static final Duration LENGTH = Duration.ofMinutes(5);

  private final DeduplicationScope scope;
  private FirstSends sends = new FirstSends();

  /** The scope is that of the queue's creation: a later change was recorded to have no effect. */
  DeduplicationWindow(DeduplicationScope scope) {
    this.scope = scope;
  }

  /** Sends, unless the same message was sent not long ago: then its answer is given again. */
  SendReceipt once(
      DeduplicationId id, MessageGroupId group, Instant now, Supplier<SendReceipt> send) {
    sends.removeUntil(now);
    DeduplicationKey key =
        DeduplicationKey.of(id.value(), scope == DeduplicationScope.QUEUE ? "" : group.value());
    return sends
        .find(key)
        .orElseGet(
            () -> {
              SendReceipt receipt = send.get();
              sends.add(key, receipt, now.plus(LENGTH));
              return receipt;
            });
  }

  /** Forgets everything, as a purge does (fact dedup-purge-clears). */
  void clear() {
    sends = new FirstSends();
  }
}
