package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One queue. Safe for any number of threads: each verb runs under the queue's one lock, and what it
 * hands to others (answers to waiting receivers, messages for a dead-letter queue) follows when the
 * lock is open again, with the clock held all the while.
 *
 * <p>While somebody waits, one alarm stands at the next instant at which something can change for
 * him; a queue on which nobody waits costs nothing, and catches up when it is next used.
 *
 * <p>Every verb throws {@link AwsError} with AWS's code and text for what AWS refuses.
 */
public final class Queue {
  private final Object lock = new Object();
  private final Outbox outbox = new Outbox();
  private final EngineClock clock;
  private final QueueDirectory queues;
  private final QueueState state;
  private final Waiters waiters = new Waiters();
  private Optional<Armed> armed = Optional.empty();

  private record Armed(Instant due, EngineClock.Alarm alarm) {}

  Queue(QueueName name, QueueAttributes attributes, EngineClock clock, QueueDirectory queues) {
    this.clock = clock;
    this.queues = queues;
    this.state = new QueueState(name, attributes, clock.instant());
  }

  public QueueName name() {
    return state.name;
  }

  public QueueArn arn() {
    return state.name.arn();
  }

  public QueueAttributes attributes() {
    return state.attributes;
  }

  /** Changes some attributes; an empty text removes one. */
  public void setAttributes(Map<String, String> changes) {
    QueueAttributes changed = state.attributes.with(changes);
    RedriveRules.check(name(), changed, changes, queues);
    locked(
        (now, aftermath) -> {
          state.attributes = state.attributes.with(changes);
          return state.modifiedAt = now;
        });
  }

  public SendReceipt send(SendRequest request) {
    SendRequest checked = SendRules.checked(request, state.attributes);
    return locked((now, aftermath) -> Sending.send(state, checked, now));
  }

  /**
   * Sends 1..10 messages of at most 1 MiB in all. All that can be sent are in the queue before any
   * waiting receiver gets the first.
   *
   * @return what became of each, in the order given
   */
  public List<SendOutcome> sendBatch(List<SendRequest> requests) {
    BatchRules.check(requests.size());
    BatchRules.checkSize(requests.stream().mapToLong(MessageSize::of).sum());
    return locked(
        (now, aftermath) -> requests.stream().map(request -> sendOne(request, now)).toList());
  }

  private SendOutcome sendOne(SendRequest request, Instant now) {
    try {
      SendRequest checked = SendRules.checked(request, state.attributes);
      return new SendOutcome.Sent(Sending.send(state, checked, now));
    } catch (AwsError refused) {
      return new SendOutcome.Refused(refused);
    }
  }

  /**
   * Receives messages, waiting for the first one if need be. The answer is called exactly once: on
   * this thread, on that of whoever makes messages available, or on the clock's; never under a
   * lock, and always with the clock held, so that it can take a hold of its own before time goes
   * on. It must not block.
   */
  public Receiving receive(ReceiveRequest request, Consumer<List<ReceivedMessage>> answer) {
    return locked(
        (now, aftermath) -> {
          List<ReceivedMessage> messages = take(request, now, aftermath);
          if (messages.isEmpty() && !request.waitTime().isZero()) {
            Waiter waiter = waiters.add(request, now, answer);
            return () -> cancel(waiter);
          }
          state.counters = state.counters.withReceived(messages.size());
          aftermath.add(() -> answer.accept(messages));
          return Receiving.OVER;
        });
  }

  /** Receives what there is, without waiting. */
  public List<ReceivedMessage> receiveNow(ReceiveRequest request) {
    List<ReceivedMessage> messages = new ArrayList<>();
    receive(request.waiting(Duration.ZERO), messages::addAll);
    return messages;
  }

  private void cancel(Waiter waiter) {
    locked(
        (now, aftermath) -> {
          if (waiters.remove(waiter)) {
            answerWithNothing(waiter, aftermath);
          }
          return waiter;
        });
  }

  /** Deletes a message. */
  public void delete(String receiptHandle) {
    ReceiptHandle handle = ReceiptHandle.parse(receiptHandle, name());
    locked(
        (now, aftermath) -> {
          Deleting.delete(state, handle);
          return handle;
        });
  }

  /**
   * Lets the visibility timeout of a message end so much later from now.
   *
   * @param timeout 0..12 h
   */
  public void changeVisibility(String receiptHandle, Duration timeout) {
    VisibilityTimeouts.check(timeout);
    ReceiptHandle handle = ReceiptHandle.parse(receiptHandle, name());
    locked(
        (now, aftermath) -> {
          ChangingVisibility.change(state, handle, timeout, now);
          return handle;
        });
  }

  /** Makes undone a receive whose answer could not be handed over: it does not count. */
  public void giveBack(List<String> receiptHandles) {
    locked(
        (now, aftermath) -> {
          receiptHandles.forEach(
              handle -> GivingBack.giveBack(state, ReceiptHandle.parse(handle, name())));
          return receiptHandles;
        });
  }

  /** Removes all messages; at most once in 60 s. */
  public void purge() {
    locked(
        (now, aftermath) -> {
          Purging.purge(state, now);
          return now;
        });
  }

  public void tag(Map<String, String> tags) {
    locked(
        (now, aftermath) -> {
          state.tags.putAll(tags);
          return now;
        });
  }

  public void untag(Set<String> keys) {
    locked((now, aftermath) -> state.tags.keySet().removeAll(keys));
  }

  public Map<String, String> tags() {
    return locked((now, aftermath) -> new TreeMap<>(state.tags));
  }

  /** How many messages there are now. */
  public MessageCounts counts() {
    return locked((now, aftermath) -> state.backlog.counts());
  }

  public QueueCounters counters() {
    return locked((now, aftermath) -> state.counters);
  }

  public Instant createdAt() {
    return state.createdAt;
  }

  /** When its attributes were last changed. */
  public Instant modifiedAt() {
    return locked((now, aftermath) -> state.modifiedAt);
  }

  /** Takes in a message that another queue gave up, as it is and at once. */
  void admit(Message message, ReceiveStatistics received) {
    locked(
        (now, aftermath) -> {
          Message here = name().isFifo() ? message.numbered(state.nextSequenceNumber()) : message;
          return state.backlog.add(here, received, new Visibility.Visible());
        });
  }

  /** Gives up the message that a receive would find first, without counting a receive. */
  Optional<Message> withdraw() {
    return locked(
        (now, aftermath) -> {
          for (QueuedMessage first : state.backlog.receivable()) {
            state.backlog.remove(first);
            return Optional.of(first.message);
          }
          return Optional.empty();
        });
  }

  /** Ends the queue: whoever waits is answered with nothing, and every later verb is refused. */
  void close() {
    locked(
        (now, aftermath) -> {
          while (waiters.first().isPresent()) {
            Waiter waiter = waiters.first().get();
            waiters.remove(waiter);
            answerWithNothing(waiter, aftermath);
          }
          return state.deleted = true;
        });
  }

  private <T> T locked(BiFunction<Instant, Aftermath, T> verb) {
    EngineClock.Hold hold = clock.hold();
    try (hold) {
      Aftermath aftermath = new Aftermath();
      T result;
      synchronized (lock) {
        if (state.deleted) {
          throw SqsErrors.noSuchQueue();
        }
        Instant now = clock.instant();
        state.settle(now);
        result = verb.apply(now, aftermath);
        serveWaiters(now, aftermath);
        arm();
      }
      aftermath.run();
      return result;
    }
  }

  private void serveWaiters(Instant now, Aftermath aftermath) {
    boolean served = true;
    while (served && waiters.first().isPresent()) {
      Waiter waiter = waiters.first().get();
      List<ReceivedMessage> messages = take(waiter.request, now, aftermath);
      served = !messages.isEmpty();
      if (served) {
        waiters.remove(waiter);
        state.counters = state.counters.withReceived(messages.size());
        aftermath.add(() -> waiter.answer(messages));
      }
    }
    for (Optional<Waiter> next = over(now); next.isPresent(); next = over(now)) {
      waiters.remove(next.get());
      answerWithNothing(next.get(), aftermath);
    }
  }

  private Optional<Waiter> over(Instant now) {
    return waiters.firstToEnd().filter(waiter -> !waiter.end().isAfter(now));
  }

  private void answerWithNothing(Waiter waiter, Aftermath aftermath) {
    state.counters = state.counters.withReceived(0);
    aftermath.add(() -> waiter.answer(List.of()));
  }

  private List<ReceivedMessage> take(ReceiveRequest request, Instant now, Aftermath aftermath) {
    Optional<RedrivePolicy> policy = state.attributes.redrivePolicy();
    Optional<Queue> target = policy.flatMap(p -> queues.find(p.deadLetterTarget()));
    // Without its dead-letter queue a message stays; what AWS does then is nowhere settled.
    Predicate<QueuedMessage> exhausted =
        message ->
            target.isPresent() && message.receivesHere >= policy.orElseThrow().maxReceiveCount();
    return new Taking(state, exhausted, now)
        .take(request, message -> move(message, target.orElseThrow(), now, aftermath));
  }

  private void move(QueuedMessage message, Queue target, Instant now, Aftermath aftermath) {
    Message moved = message.message.deadLettered(arn(), now);
    outbox.put(() -> target.admit(moved, message.received));
    aftermath.add(outbox::deliver);
  }

  private void arm() {
    Optional<Instant> due = waiters.firstToEnd().map(this::nextDue);
    if (!due.equals(armed.map(Armed::due))) {
      armed.ifPresent(old -> old.alarm().cancel());
      armed = due.map(instant -> new Armed(instant, clock.at(instant, () -> wake(instant))));
    }
  }

  private Instant nextDue(Waiter firstToEnd) {
    return Stream.concat(
            Stream.of(firstToEnd.end()),
            state.backlog.nextDue(state.attributes.retention()).stream())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void wake(Instant due) {
    synchronized (lock) {
      if (state.deleted) {
        return;
      }
      armed = armed.filter(current -> !current.due().equals(due));
    }
    locked((now, aftermath) -> now);
  }
}
