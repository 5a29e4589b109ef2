package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.attributes.TagRules;
import dev.retrylab.harness.local.sqs.model.BatchRules;
import dev.retrylab.harness.local.sqs.model.MessageSize;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendOutcome;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.VisibilityTimeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One queue, safe for any number of threads. Every verb throws {@link AwsError} with AWS's code and
 * text for what AWS refuses; QueueDoesNotExist once the queue is deleted.
 */
public final class Queue implements DeadLetterQueue {
  private final DeadLetterQueue.Directory queues;
  private final QueueState state;
  private final QueueMonitor monitor;
  private final ReceiveMessage receiver;
  private final LongPolls longPolls;
  private final Redrive redrive;

  /**
   * An empty queue.
   *
   * @param queues the others of its account
   */
  public Queue(
      QueueName name,
      QueueAttributes attributes,
      EngineClock clock,
      DeadLetterQueue.Directory queues) {
    this.queues = queues;
    this.state = new QueueState(name, attributes, clock.instant());
    this.monitor = new QueueMonitor(state, clock);
    this.receiver =
        new ReceiveMessage(state, new DeadLetterMoves(state, monitor, queues, clock.failures()));
    this.longPolls = new LongPolls(state, monitor, clock, receiver);
    this.redrive = new Redrive(state, monitor, clock);
  }

  @Override
  public QueueName name() {
    return state.name;
  }

  public QueueArn arn() {
    return state.name.arn();
  }

  @Override
  public QueueAttributes attributes() {
    return state.attributes;
  }

  /** Changes some attributes; an empty text removes one. */
  public void setAttributes(Map<String, String> changes) {
    RedrivePolicyRules.check(name(), state.attributes.with(changes), changes, queues);
    monitor.run(
        now -> {
          state.attributes = state.attributes.with(changes);
          state.modifiedAt = now;
        });
  }

  /** Sends a message. */
  public SendReceipt send(SendRequest request) {
    SendRequest checked = SendRules.checked(request, state.attributes);
    return monitor.call(now -> SendMessage.send(state, checked, now));
  }

  /**
   * Sends 1..10 messages of at most 1 MiB in all; to a FIFO queue, each with a group, and with a
   * deduplication id if the queue does not take the content's. All that can be sent are in the
   * queue before any waiting receiver gets the first.
   *
   * @return what became of each, in the order given
   */
  public List<SendOutcome> sendBatch(List<SendRequest> requests) {
    BatchRules.check("SendMessageBatch", requests.size());
    SendRules.checkBatch(requests, state.attributes);
    BatchRules.checkSize(requests.stream().mapToLong(MessageSize::of).sum());
    return monitor.call(now -> requests.stream().map(request -> sendOne(request, now)).toList());
  }

  private SendOutcome sendOne(SendRequest request, Instant now) {
    try {
      SendRequest checked = SendRules.checked(request, state.attributes);
      return new SendOutcome.Sent(SendMessage.send(state, checked, now));
    } catch (AwsError refused) {
      return new SendOutcome.Refused(refused);
    }
  }

  /**
   * Receives messages, waiting for the first one if need be. The answer is called exactly once: on
   * this thread, on the thread that makes messages available, or on the clock's; never under a
   * lock, and always with the clock held, so that it can take a hold of its own before time goes
   * on. It must not block.
   */
  public PendingReceive receive(ReceiveRequest request, Consumer<List<ReceivedMessage>> answer) {
    return longPolls.receive(request, answer);
  }

  /** Receives what there is, without waiting. */
  public List<ReceivedMessage> receiveNow(ReceiveRequest request) {
    List<ReceivedMessage> messages = new ArrayList<>();
    receive(request.waiting(Duration.ZERO), messages::addAll);
    return messages;
  }

  /** Undoes receives whose response could not be delivered: they do not count. */
  public void undoReceives(List<String> receiptHandles) {
    List<ReceiptHandle> handles = receiptHandles.stream().map(this::parsed).toList();
    monitor.run(now -> handles.forEach(receiver::undo));
  }

  /** Deletes a message. */
  public void delete(String receiptHandle) {
    ReceiptHandle handle = parsed(receiptHandle);
    monitor.run(now -> DeleteMessage.delete(state, handle));
  }

  /**
   * Ends the visibility timeout of a message so much later than now.
   *
   * @param timeout 0..12 h, and at most until 12 h after the receive
   */
  public void changeVisibility(String receiptHandle, Duration timeout) {
    VisibilityTimeouts.check(timeout);
    ReceiptHandle handle = parsed(receiptHandle);
    monitor.run(now -> ChangeMessageVisibility.change(state, handle, timeout, now));
  }

  private ReceiptHandle parsed(String receiptHandle) {
    return ReceiptHandle.parse(receiptHandle, name());
  }

  /** Removes all messages; at most once in 60 s. */
  public void purge() {
    monitor.run(now -> PurgeQueue.purge(state, now));
  }

  /** Adds or changes tags; a queue has at most 50. */
  public void tag(Map<String, String> tags) {
    monitor.run(now -> TagRules.merge(state.tags, tags, name()));
  }

  /**
   * Takes tags off.
   *
   * @param keys at least one; those that the queue does not have are ignored
   */
  public void untag(Set<String> keys) {
    TagRules.checkKeys(keys);
    monitor.run(now -> state.tags.keySet().removeAll(keys));
  }

  public Map<String, String> tags() {
    return monitor.call(now -> new TreeMap<>(state.tags));
  }

  /** How many messages there are now. */
  public MessageCounts counts() {
    return monitor.call(now -> state.messages.counts());
  }

  /** How many receivers wait now. */
  public int waiting() {
    return longPolls.size();
  }

  public QueueCounters counters() {
    return monitor.call(now -> state.counters);
  }

  /**
   * How long the oldest message has been in this queue: one that a redrive policy moved here, since
   * the move (sup-dlq-retention-clock). Zero for an empty queue.
   */
  public Duration ageOfOldestMessage() {
    return monitor.call(
        now ->
            state
                .messages
                .oldestArrival()
                .map(arrival -> Duration.between(arrival, now))
                .orElse(Duration.ZERO));
  }

  public Instant createdAt() {
    return state.createdAt;
  }

  /** When its attributes were last changed. */
  public Instant modifiedAt() {
    return monitor.call(now -> state.modifiedAt);
  }

  @Override
  public void arrive(Message message, ReceiveStatistics received) {
    monitor.run(
        now -> {
          Message here = name().isFifo() ? message.numbered(state.nextSequenceNumber()) : message;
          state.messages.add(here, received, new Visibility.Visible(), now);
        });
  }

  /**
   * Moves the message that a receive would find first to another queue, as a new message and
   * without counting a receive: a step of a move task.
   *
   * @param destination chosen by the queue whose redrive policy moved the message here, if any did;
   *     if it throws, or the destination does not take the message, the message stays
   * @return false where no message can be received
   */
  public boolean redriveNext(Function<Optional<QueueArn>, Queue> destination) {
    return redrive.next(destination);
  }

  /** Closes the queue: pending receives get an empty response, later calls are refused. */
  public void close() {
    monitor.run(
        now -> {
          longPolls.endAll();
          state.deleted = true;
        });
  }
}
