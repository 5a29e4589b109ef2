package dev.retrylab.harness.local.sqs.queue;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** Takes a message out for a move task, without counting a receive. */
final class Withdrawing {
  private Withdrawing() {}

  /**
   * Takes the message that a receive would find first.
   *
   * @param route where it goes; if it throws, the message stays
   */
  static Optional<Departure> withdraw(QueueState queue, Function<Message, Queue> route) {
    Iterator<QueuedMessage> receivable = queue.backlog.receivable().iterator();
    if (!receivable.hasNext()) {
      return Optional.empty();
    }
    QueuedMessage first = receivable.next();
    Queue destination = route.apply(first.message);
    queue.backlog.remove(first);
    return Optional.of(new Departure(first, destination));
  }
}
