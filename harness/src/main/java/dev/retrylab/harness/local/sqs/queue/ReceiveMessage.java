package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ReceiveMessage: takes what can be received, and hides it for the visibility timeout. A message
 * that it finds at maxReceiveCount it takes out for the DLQ instead: the move happens here, in the
 * next attempt to receive, and not in the background (dlq-max1-second-receive-empty,
 * dlq-fifo-third-receive-moves). In a FIFO queue the message leaves its group by that, and the same
 * receive goes on with those behind it.
 */
final class ReceiveMessage {
  private final QueueState queue;
  private final DeadLetterMoves moves;

  ReceiveMessage(QueueState queue, DeadLetterMoves moves) {
    this.queue = queue;
    this.moves = moves;
  }

  /** Receives at most so many messages as asked for; never waits. */
  List<ReceivedMessage> receive(ReceiveRequest request, Instant now) {
    Optional<? extends DeadLetterQueue> target = moves.target();
    List<QueuedMessage> taken = new ArrayList<>();
    List<QueuedMessage> leaving = new ArrayList<>();
    queue
        .messages
        .receivable()
        .takeWhile(any -> taken.size() < request.maxMessages())
        .forEach(
            message ->
                (target.isPresent() && moves.isExhausted(message) ? leaving : taken).add(message));
    leaving.forEach(message -> moves.move(message, target.orElseThrow(), now));
    List<ReceivedMessage> received = taken.stream().map(m -> receive(m, request, now)).toList();
    // A visibility timeout of 0 hides nothing beyond this receive (fact vis-zero-receive).
    queue.messages.makeVisible(now);
    return received;
  }

  private ReceivedMessage receive(QueuedMessage queued, ReceiveRequest request, Instant now) {
    Duration timeout = request.visibilityTimeout().orElseGet(queue.attributes::visibilityTimeout);
    long receipt = queue.nextReceipt();
    queued.received = queued.received.received(now);
    queued.receivesHere++;
    queued.receivedAt = now;
    queue.messages.setVisibility(queued, new Visibility.InFlight(now.plus(timeout), receipt));
    Message message = queued.message;
    return new ReceivedMessage(
        message.id(),
        new ReceiptHandle(queue.name, message.id(), receipt).toString(),
        message.body(),
        message.attributes(),
        message.sentAt(),
        queued.received.firstReceived().orElseThrow(),
        queued.received.count(),
        message.traceHeader(),
        message.group(),
        message.deduplicationId(),
        message.sequenceNumber(),
        message.deadLetterSource());
  }

  /**
   * Undoes a receive whose response was not delivered: the message is visible, and no receive
   * counts.
   */
  void undo(ReceiptHandle handle) {
    queue
        .messages
        .find(handle.message())
        .filter(message -> message.isCurrent(handle))
        .ifPresent(
            message -> {
              message.received = message.received.withoutLast();
              message.receivesHere--;
              queue.counters = queue.counters.withoutReceived(1);
              queue.messages.setVisibility(message, new Visibility.Visible());
            });
  }
}
