package dev.retrylab.harness.local.sqs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages on their way from one queue to another, delivered one at a time in the order they left:
 * two threads that each move a message of the same group must not overtake each other. Nobody
 * waits: who finds a delivery going on leaves his own to it.
 */
final class Outbox {
  private final Queue<Runnable> deliveries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();

  /** Called with the source's lock held, so that the order is that of leaving. */
  void put(Runnable delivery) {
    deliveries.add(delivery);
  }

  /** Called without any lock. */
  void deliver() {
    if (pending.getAndIncrement() > 0) {
      return;
    }
    int seen = 1;
    while (seen > 0) {
      for (Runnable next = deliveries.poll(); next != null; next = deliveries.poll()) {
        next.run();
      }
      seen = pending.addAndGet(-seen);
    }
  }
}
