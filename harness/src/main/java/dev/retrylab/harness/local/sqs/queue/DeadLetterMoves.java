package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.clock.SerialTasks;
import dev.retrylab.harness.local.failure.EngineFailures;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * The moves to the dead-letter queue that a redrive policy demands. They are made once the lock of
 * the source is open, in the order in which the messages left it: two threads that each move a
 * message of one group must not overtake each other.
 */
final class DeadLetterMoves {
  private final QueueState state;
  private final QueueMonitor monitor;
  private final DeadLetterQueue.Directory queues;
  private final EngineFailures failures;
  private final SerialTasks moves;

  DeadLetterMoves(
      QueueState state,
      QueueMonitor monitor,
      DeadLetterQueue.Directory queues,
      EngineFailures failures) {
    this.state = state;
    this.monitor = monitor;
    this.queues = queues;
    this.failures = failures;
    this.moves = new SerialTasks("A move from " + state.name, failures);
  }

  /**
   * The queue to which messages go that have reached maxReceiveCount: none without a redrive
   * policy, without its dead-letter queue, or where the redrive allow policy has come to deny this
   * source. What AWS does in the last two cases is nowhere settled. Here the messages stay and are
   * received on, as if there were no redrive policy.
   */
  Optional<? extends DeadLetterQueue> target() {
    return state
        .attributes
        .redrivePolicy()
        .flatMap(policy -> queues.find(policy.deadLetterTarget()))
        .filter(queue -> queue.attributes().allowsRedriveFrom(state.name.arn()));
  }

  /** Whether a message has been received as often as the redrive policy allows. */
  boolean isExhausted(QueuedMessage message) {
    return state
        .attributes
        .redrivePolicy()
        .filter(policy -> hasReached(policy, message.receivesHere))
        .isPresent();
  }

  private static boolean hasReached(RedrivePolicy policy, int receives) {
    return receives >= policy.maxReceiveCount();
  }

  /** Takes a message out of its queue; it arrives in the other one when the lock is open. */
  void move(QueuedMessage message, DeadLetterQueue target, Instant now) {
    state.messages.remove(message);
    state.counters = state.counters.withDeadLettered();
    Message moved = message.message.deadLettered(state.name.arn(), now);
    moves.add(() -> deliver(moved, message, target));
    monitor.afterUnlocking(moves::runAll);
  }

  private void deliver(Message moved, QueuedMessage message, DeadLetterQueue target) {
    try {
      target.arrive(moved, message.received);
    } catch (AwsError targetDeleted) {
      undo(message);
    } catch (Throwable failure) {
      failures.report("Moving a message from " + state.name + " to its DLQ", failure);
      undo(message);
    }
  }

  private void undo(QueuedMessage message) {
    monitor.callEvenIfDeleted(
        now -> {
          state.putBack(message, now);
          state.counters = state.counters.withoutDeadLettered();
          return now;
        });
  }
}
