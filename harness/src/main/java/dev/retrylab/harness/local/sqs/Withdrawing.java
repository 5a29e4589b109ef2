package dev.retrylab.harness.local.sqs;

import java.util.Iterator;
import java.util.Optional;

/** Takes a message out for a move task, without counting a receive. */
final class Withdrawing {
  private Withdrawing() {}

  static Optional<Message> withdraw(QueueState queue) {
    Iterator<QueuedMessage> receivable = queue.backlog.receivable().iterator();
    if (!receivable.hasNext()) {
      return Optional.empty();
    }
    QueuedMessage first = receivable.next();
    queue.backlog.remove(first);
    return Optional.of(first.message);
  }
}
