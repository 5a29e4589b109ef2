package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.DeduplicationScope;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers for 5 minutes what was sent to a FIFO queue (facts dedup-swallow, dedup-5min): some 300
 * bytes of heap a message.
 */
final class DeduplicationCache {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final DeduplicationScope scope;

  /** In the order of the sends, which is that of their ends. */
  private final Map<Key, Entry> sent = new LinkedHashMap<>();

  /** What must be the same in two sends: the group only where the scope is a message group. */
  private record Key(DeduplicationId id, Optional<MessageGroupId> group) {}

  private record Entry(SendReceipt receipt, Instant end) {}

  /** The scope is that of the queue's creation: a later change was recorded to have no effect. */
  DeduplicationCache(DeduplicationScope scope) {
    this.scope = scope;
  }

  /** Sends, unless the same message was sent not long ago: then its answer is given again. */
  SendReceipt once(
      DeduplicationId id, MessageGroupId group, Instant now, Supplier<SendReceipt> send) {
    forgetUntil(now);
    Key key =
        new Key(id, Optional.of(group).filter(any -> scope == DeduplicationScope.MESSAGE_GROUP));
    return sent.computeIfAbsent(key, any -> new Entry(send.get(), now.plus(INTERVAL))).receipt();
  }

  private void forgetUntil(Instant now) {
    Iterator<Entry> oldest = sent.values().iterator();
    while (oldest.hasNext() && !oldest.next().end().isAfter(now)) {
      oldest.remove();
    }
  }

  /** Forgets everything, as a purge does (fact dedup-purge-clears). */
  void clear() {
    sent.clear();
  }
}
