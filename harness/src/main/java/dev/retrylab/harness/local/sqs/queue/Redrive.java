package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.QueueArn;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * A move task's step out of a queue. The message leaves under the lock and arrives in the other
 * queue without it; where that fails, it is put back.
 */
final class Redrive {
  private final QueueState state;
  private final QueueMonitor monitor;
  private final InstantSource clock;

  private record Departure(QueuedMessage queued, DeadLetterQueue destination) {}

  Redrive(QueueState state, QueueMonitor monitor, InstantSource clock) {
    this.state = state;
    this.monitor = monitor;
    this.clock = clock;
  }

  /**
   * Moves the message that a receive would find first.
   *
   * @return false where no message can be received
   */
  boolean next(Function<Optional<QueueArn>, ? extends DeadLetterQueue> destination) {
    Optional<Departure> departure = monitor.call(now -> leave(destination));
    departure.ifPresent(this::arrive);
    return departure.isPresent();
  }

  private Optional<Departure> leave(
      Function<Optional<QueueArn>, ? extends DeadLetterQueue> destination) {
    Optional<Departure> departure =
        state
            .messages
            .receivable()
            .findFirst()
            .map(m -> new Departure(m, destination.apply(m.message.deadLetterSource())));
    departure.ifPresent(one -> state.messages.remove(one.queued()));
    return departure;
  }

  private void arrive(Departure departure) {
    QueuedMessage queued = departure.queued();
    try {
      Message redriven = queued.message.redriven(clock.instant());
      departure.destination().arrive(redriven, ReceiveStatistics.NEVER);
    } catch (Throwable failure) {
      monitor.callEvenIfDeleted(
          now -> {
            state.putBack(queued, now);
            return now;
          });
      throw failure;
    }
  }
}
