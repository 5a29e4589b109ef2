package dev.retrylab.harness.local.sqs.queue;

import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The order of a standard queue, which promises none. Here the message that was sent first comes
 * first, also after its visibility timeout (fact vis-expired-msg-comes-first).
 */
final class ArrivalOrder implements DeliveryOrder {
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
  public Stream<QueuedMessage> receivable() {
    return visible.values().stream();
  }
}
