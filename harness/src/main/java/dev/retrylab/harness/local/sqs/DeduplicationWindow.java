package dev.retrylab.harness.local.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for 5 minutes what was sent to a FIFO queue (facts dedup-swallow, dedup-5min). All
 * entries live equally long, so those that end first stand in front.
 */
final class DeduplicationWindow {
  private static final Duration LENGTH = Duration.ofMinutes(5);

  private record Key(String id, String group) {}

  private record Entry(SendReceipt first, Instant end) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private final DeduplicationScope scope;

  /** The scope is that of the queue's creation: a later change was recorded to have no effect. */
  DeduplicationWindow(DeduplicationScope scope) {
    this.scope = scope;
  }

  /** What the first send of the same message was answered, if it was not long ago. */
  Optional<SendReceipt> earlier(DeduplicationId id, MessageGroupId group, Instant now) {
    forget(now);
    return Optional.ofNullable(entries.get(key(id, group))).map(Entry::first);
  }

  void remember(DeduplicationId id, MessageGroupId group, SendReceipt receipt, Instant now) {
    entries.put(key(id, group), new Entry(receipt, now.plus(LENGTH)));
  }

  /** Forgets everything, as a purge does (fact dedup-purge-clears). */
  void clear() {
    entries.clear();
  }

  private void forget(Instant now) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext() && !oldest.next().end().isAfter(now)) {
      oldest.remove();
    }
  }

  private Key key(DeduplicationId id, MessageGroupId group) {
    return new Key(id.value(), scope == DeduplicationScope.QUEUE ? "" : group.value());
  }
}
