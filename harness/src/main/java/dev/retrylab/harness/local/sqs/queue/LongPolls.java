package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The receives that wait at a queue: the one that came first is served first.
 *
 * <p>While there is one, an alarm is set for the next instant at which something can change for it:
 * a message turns visible or expires, or a wait ends. A receive that waits is one that keeps
 * trying, so what a receive brings about (the move to the DLQ) happens at that instant. A queue
 * without long polls sets no alarm and catches up at its next call.
 */
final class LongPolls {
  private final QueueState state;
  private final QueueMonitor monitor;
  private final EngineClock clock;
  private final ReceiveMessage receiver;

  /** In the order in which they came; guarded by the monitor, as is all below. */
  private final List<LongPoll> pending = new ArrayList<>();

  private Optional<Armed> armed = Optional.empty();

  private static final class LongPoll {
    private final ReceiveRequest request;
    private final Instant end;
    private final Consumer<List<ReceivedMessage>> answer;

    LongPoll(ReceiveRequest request, Instant end, Consumer<List<ReceivedMessage>> answer) {
      this.request = request;
      this.end = end;
      this.answer = answer;
    }
  }

  private record Armed(Instant due, EngineClock.Alarm alarm) {}

  LongPolls(QueueState state, QueueMonitor monitor, EngineClock clock, ReceiveMessage receiver) {
    this.state = state;
    this.monitor = monitor;
    this.clock = clock;
    this.receiver = receiver;
    monitor.beforeUnlocking(this::serve);
  }

  /** Receives; the answer is called exactly once: now, with the first messages, or at the end. */
  PendingReceive receive(ReceiveRequest request, Consumer<List<ReceivedMessage>> answer) {
    return monitor.call(
        now -> {
          List<ReceivedMessage> messages = receiver.receive(request, now);
          if (messages.isEmpty() && !request.waitTime().isZero()) {
            LongPoll poll = new LongPoll(request, now.plus(request.waitTime()), answer);
            pending.add(poll);
            return () -> cancel(poll);
          }
          answer(messages, answer);
          return PendingReceive.OVER;
        });
  }

  private void cancel(LongPoll poll) {
    monitor.callEvenIfDeleted(
        now -> {
          end(poll);
          return now;
        });
  }

  /** How many receives wait. */
  int size() {
    return monitor.underLock(pending::size);
  }

  /** Ends all waits with an empty response; under the lock. */
  void endAll() {
    List.copyOf(pending).forEach(this::end);
  }

  private void end(LongPoll poll) {
    if (pending.remove(poll)) {
      answer(List.of(), poll.answer);
    }
  }

  private void answer(List<ReceivedMessage> messages, Consumer<List<ReceivedMessage>> answer) {
    state.counters = state.counters.withReceived(messages.size());
    monitor.afterUnlocking(() -> answer.accept(messages));
  }

  private void serve(Instant now) {
    while (!pending.isEmpty()) {
      LongPoll first = pending.get(0);
      List<ReceivedMessage> messages = receiver.receive(first.request, now);
      if (messages.isEmpty()) {
        break;
      }
      pending.remove(first);
      answer(messages, first.answer);
    }
    pending.stream()
        .filter(poll -> !poll.end.isAfter(now))
        .sorted(Comparator.comparing(poll -> poll.end))
        .toList()
        .forEach(this::end);
    arm();
  }

  private void arm() {
    Optional<Instant> due = nextDue();
    if (!due.equals(armed.map(Armed::due))) {
      armed.ifPresent(old -> old.alarm().cancel());
      armed = Optional.empty(); // also where no new alarm can be set
      armed = due.map(instant -> new Armed(instant, clock.at(instant, () -> wake(instant))));
    }
  }

  private Optional<Instant> nextDue() {
    Optional<Instant> end = pending.stream().map(poll -> poll.end).min(Comparator.naturalOrder());
    return end.flatMap(
        first ->
            Stream.concat(Stream.of(first), state.nextTimeout().stream())
                .min(Comparator.naturalOrder()));
  }

  private void wake(Instant due) {
    monitor.underLock(() -> armed = armed.filter(current -> !current.due().equals(due)));
    monitor.callEvenIfDeleted(now -> now);
  }
}
