package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The receives that wait at a queue: the one that came first is served first. */
final class Waiters {
  private final TreeSet<Waiter> byOrder = new TreeSet<>(Comparator.comparing(Waiter::order));
  private final TreeSet<Waiter> byEnd =
      new TreeSet<>(Comparator.comparing(Waiter::end).thenComparing(Waiter::order));
  private long orders;

  Waiter add(ReceiveRequest request, Instant now, Consumer<List<ReceivedMessage>> answer) {
    Waiter waiter = new Waiter(request, now.plus(request.waitTime()), orders++, answer);
    byOrder.add(waiter);
    byEnd.add(waiter);
    return waiter;
  }

  /** Takes one out; says whether it was still there. */
  boolean remove(Waiter waiter) {
    return byOrder.remove(waiter) && byEnd.remove(waiter);
  }

  int size() {
    return byOrder.size();
  }

  Optional<Waiter> first() {
    return byOrder.isEmpty() ? Optional.empty() : Optional.of(byOrder.first());
  }

  /** The one whose wait ends first. */
  Optional<Waiter> firstToEnd() {
    return byEnd.isEmpty() ? Optional.empty() : Optional.of(byEnd.first());
  }
}
