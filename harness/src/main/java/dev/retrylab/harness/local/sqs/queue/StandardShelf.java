package dev.retrylab.harness.local.sqs.queue;

import java.util.TreeMap;

/**
 * A standard queue promises no order. Here the one that was sent first comes first, also after its
 * visibility timeout (fact vis-expired-msg-comes-first).
 */
final class StandardShelf implements Shelf {
  private final TreeMap<Long, QueuedMessage> visible = new TreeMap<>();

  @Override
  public void added(QueuedMessage message) {
    changed(message);
  }

  @Override
  public void changed(QueuedMessage message) {
    if (message.isVisible()) {
      visible.put(message.order, message);
    } else {
      visible.remove(message.order);
    }
  }

  @Override
  public void removed(QueuedMessage message) {
    visible.remove(message.order);
  }

  @Override
  public Iterable<QueuedMessage> receivable() {
    return visible.values();
  }
}
