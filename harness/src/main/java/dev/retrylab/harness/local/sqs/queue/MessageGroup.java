package dev.retrylab.harness.local.sqs.queue;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The messages of one group, visible or not, in the order they were sent. */
final class MessageGroup {
  private final Set<QueuedMessage> messages = new LinkedHashSet<>();

  /** Its place among the open groups, while it is open. */
  Optional<Long> place = Optional.empty();

  void add(QueuedMessage message) {
    messages.add(message);
  }

  void remove(QueuedMessage message) {
    messages.remove(message);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  Iterator<QueuedMessage> iterator() {
    return messages.iterator();
  }

  /** The first message, if it can be received: one that cannot blocks all behind it. */
  Optional<QueuedMessage> openFront() {
    Iterator<QueuedMessage> all = messages.iterator();
    QueuedMessage first = all.hasNext() ? all.next() : null;
    return first != null && first.isVisible() ? Optional.of(first) : Optional.empty();
  }
}
