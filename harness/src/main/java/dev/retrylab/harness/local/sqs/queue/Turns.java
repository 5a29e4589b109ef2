package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.SerialTasks;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Gives the users of a queue their turns, one at a time, and serves those who wait. What a turn
 * hands to others (answers to receivers, messages for a dead-letter queue) follows when the lock is
 * open again, with the clock held all the while.
 *
 * <p>While somebody waits, one alarm stands at the next instant at which something can change for
 * him: a message turns visible or expires, or a wait ends. A receiver that waits is one that keeps
 * trying, so what a receive attempt brings about (the move to the dead-letter queue) happens then.
 * A queue on which nobody waits costs nothing, and catches up at its next turn.
 */
final class Turns {
  /** Before a message that could not be delivered is tried again, beside the visibility timeout. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Object lock = new Object();
  private final Waiters waiters = new Waiters();
  private final EngineClock clock;

  /**
   * Moves to other queues, in the order in which the messages left: two threads that each move a
   * message of one group must not overtake each other.
   */
  private final SerialTasks moves;

  private final Function<QueueArn, Optional<Queue>> queues;
  private final QueueState state;
  private Optional<Armed> armed = Optional.empty();

  private record Armed(Instant due, EngineClock.Alarm alarm) {}

  Turns(QueueState state, EngineClock clock, Function<QueueArn, Optional<Queue>> queues) {
    this.state = state;
    this.clock = clock;
    this.moves = new SerialTasks("A move from " + state.name, clock.failures());
    this.queues = queues;
  }

  /** Takes a turn that has a result. */
  <T> T ask(Function<Instant, T> verb) {
    return turn(
        (now, aftermath) -> {
          refuseIfDeleted();
          return verb.apply(now);
        });
  }

  /** Takes a turn. */
  void take(Consumer<Instant> verb) {
    ask(
        now -> {
          verb.accept(now);
          return now;
        });
  }

  private <T> T turn(BiFunction<Instant, Aftermath, T> verb) {
    Aftermath aftermath = new Aftermath(clock.failures());
    EngineClock.Hold hold = clock.hold();
    try (hold) {
      try {
        return underLock(verb, aftermath);
      } finally {
        aftermath.run();
      }
    }
  }

  private <T> T underLock(BiFunction<Instant, Aftermath, T> verb, Aftermath aftermath) {
    synchronized (lock) {
      Instant now = clock.instant();
      state.settle(now);
      T result = verb.apply(now, aftermath);
      // What came in may be past the retention here: a standard DLQ counts from the sending.
      state.settle(now);
      serveWaiters(now, aftermath);
      arm();
      return result;
    }
  }

  private void refuseIfDeleted() {
    if (state.deleted) {
      throw SqsErrors.noSuchQueue();
    }
  }

  /** Receives; the answer is called exactly once, now or when there is something or time is up. */
  PendingReceive receive(ReceiveRequest request, Consumer<List<ReceivedMessage>> answer) {
    return turn(
        (now, aftermath) -> {
          refuseIfDeleted();
          List<ReceivedMessage> messages = receive(request, now, aftermath);
          if (messages.isEmpty() && !request.waitTime().isZero()) {
            Waiter waiter = waiters.add(request, now, answer);
            return () -> cancel(waiter);
          }
          answer(messages, answer, aftermath);
          return PendingReceive.OVER;
        });
  }

  private void cancel(Waiter waiter) {
    turn(
        (now, aftermath) -> {
          boolean waiting = waiters.remove(waiter);
          if (waiting) {
            answer(List.of(), waiter.answer, aftermath);
          }
          return waiting;
        });
  }

  /** How many receivers wait. */
  int waiting() {
    synchronized (lock) {
      return waiters.size();
    }
  }

  /** Ends it all: who waits is answered with nothing, and every later turn is refused. */
  void close() {
    turn(
        (now, aftermath) -> {
          refuseIfDeleted();
          endWaits(waiters::first, aftermath);
          state.deleted = true;
          return now;
        });
  }

  private List<ReceivedMessage> receive(ReceiveRequest request, Instant now, Aftermath aftermath) {
    Optional<RedrivePolicy> policy = state.attributes.redrivePolicy();
    Optional<Queue> target = policy.flatMap(p -> queues.apply(p.deadLetterTarget()));
    // Without its dead-letter queue a message stays; what AWS does then is nowhere settled.
    Predicate<QueuedMessage> exhausted =
        message ->
            target.isPresent() && message.receivesHere >= policy.orElseThrow().maxReceiveCount();
    return new Taking(state, exhausted, now)
        .take(request, message -> move(message, target.orElseThrow(), now, aftermath));
  }

  private void move(QueuedMessage message, Queue target, Instant now, Aftermath aftermath) {
    Message moved = message.message.deadLettered(state.name.arn(), now);
    moves.add(() -> deliver(moved, message, target));
    aftermath.add(moves::runAll);
  }

  /** A message that its dead-letter queue did not take is back in this queue. */
  private void deliver(Message moved, QueuedMessage message, Queue target) {
    try {
      target.admit(moved, message.received);
    } catch (AwsError targetDeleted) {
      putBack(message, QueueCounters::withoutDeadLettered);
    } catch (Throwable failure) {
      clock.failures().report("Moving a message from " + state.name + " to its DLQ", failure);
      putBack(message, QueueCounters::withoutDeadLettered);
    }
  }

  /**
   * Takes a message back that could not be delivered elsewhere. It is hidden for a visibility
   * timeout, so that the next attempt to move it is not made at once.
   *
   * @param undo takes back what was counted when it left
   */
  void putBack(QueuedMessage message, UnaryOperator<QueueCounters> undo) {
    turn(
        (now, aftermath) -> {
          Instant until = now.plus(state.attributes.visibilityTimeout()).plus(PAUSE);
          Visibility hidden = new Visibility.InFlight(until, state.nextReceipt());
          QueuedMessage back =
              state.backlog.add(message.message, message.received, hidden, message.arrivedAt);
          back.receivesHere = message.receivesHere;
          state.counters = undo.apply(state.counters);
          return now;
        });
  }

  private void answer(
      List<ReceivedMessage> messages, Consumer<List<ReceivedMessage>> answer, Aftermath aftermath) {
    state.counters = state.counters.withReceived(messages.size());
    aftermath.add(() -> answer.accept(messages));
  }

  private void serveWaiters(Instant now, Aftermath aftermath) {
    for (Optional<Waiter> next = waiters.first(); next.isPresent(); next = waiters.first()) {
      List<ReceivedMessage> messages = receive(next.get().request, now, aftermath);
      if (messages.isEmpty()) {
        break;
      }
      waiters.remove(next.get());
      answer(messages, next.get().answer, aftermath);
    }
    endWaits(() -> waiters.firstToEnd().filter(w -> !w.end().isAfter(now)), aftermath);
  }

  private void endWaits(Supplier<Optional<Waiter>> which, Aftermath aftermath) {
    for (Optional<Waiter> next = which.get(); next.isPresent(); next = which.get()) {
      waiters.remove(next.get());
      answer(List.of(), next.get().answer, aftermath);
    }
  }

  private void arm() {
    Optional<Instant> due = waiters.firstToEnd().map(this::nextDue);
    if (!due.equals(armed.map(Armed::due))) {
      armed.ifPresent(old -> old.alarm().cancel());
      armed = Optional.empty(); // also where no new alarm can be set
      armed = due.map(instant -> new Armed(instant, clock.at(instant, () -> wake(instant))));
    }
  }

  private Instant nextDue(Waiter firstToEnd) {
    Stream<Instant> change = state.backlog.nextDue(state.attributes.retention()).stream();
    return Stream.concat(Stream.of(firstToEnd.end()), change)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void wake(Instant due) {
    synchronized (lock) {
      armed = armed.filter(current -> !current.due().equals(due));
    }
    turn((now, aftermath) -> now);
  }
}
