package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * ReceiveMessage: takes what can be received, and hides it for the visibility timeout. What a
 * receive finds at its receive limit it takes out for the dead-letter queue instead: the move
 * happens here, in the next attempt to receive, and not in the background
 * (dlq-max1-second-receive-empty, dlq-fifo-third-receive-moves). In a FIFO queue the message leaves
 * its group by that, and the same receive goes on with those behind it.
 */
record Taking(QueueState queue, Predicate<QueuedMessage> exhausted, Instant now) {

  /** Takes at most so many messages as asked for, and hands those at their limit to the mover. */
  List<ReceivedMessage> take(ReceiveRequest request, Consumer<QueuedMessage> mover) {
    List<QueuedMessage> taken = new ArrayList<>();
    List<QueuedMessage> leaving = new ArrayList<>();
    for (QueuedMessage message : queue.backlog.receivable()) {
      if (taken.size() == request.maxMessages()) {
        break;
      }
      (exhausted.test(message) ? leaving : taken).add(message);
    }
    leaving.forEach(
        message -> {
          queue.backlog.remove(message);
          queue.counters = queue.counters.withDeadLettered();
          mover.accept(message);
        });
    List<ReceivedMessage> received = taken.stream().map(m -> receive(m, request)).toList();
    // A visibility timeout of 0 hides nothing beyond this receive (fact vis-zero-receive).
    queue.backlog.reveal(now);
    return received;
  }

  private ReceivedMessage receive(QueuedMessage queued, ReceiveRequest request) {
    Duration timeout = request.visibilityTimeout().orElseGet(queue.attributes::visibilityTimeout);
    long receipt = queue.nextReceipt();
    queued.received = queued.received.received(now);
    queued.receivesHere++;
    queued.receivedAt = now;
    queue.backlog.setVisibility(queued, new Visibility.InFlight(now.plus(timeout), receipt));
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
}
