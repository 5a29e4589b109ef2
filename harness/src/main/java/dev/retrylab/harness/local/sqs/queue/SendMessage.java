package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.MessageId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** SendMessage. */
final class SendMessage {
  private SendMessage() {}

  /** Puts a request that the rules have accepted into the queue, unless it is a duplicate. */
  static SendReceipt send(QueueState queue, SendRequest request, Instant now) {
    queue.counters = queue.counters.withSent();
    if (!queue.name.isFifo()) {
      return enqueue(queue, request, Optional.empty(), now);
    }
    DeduplicationId id = request.deduplicationId().orElseThrow();
    MessageGroupId group = request.group().orElseThrow();
    return queue.deduplication.once(
        id,
        group,
        now,
        () -> enqueue(queue, request, Optional.of(queue.nextSequenceNumber()), now));
  }

  private static SendReceipt enqueue(
      QueueState queue, SendRequest request, Optional<SequenceNumber> number, Instant now) {
    Message message =
        new Message(
            MessageId.random(),
            request.body(),
            request.attributes(),
            request.traceHeader(),
            request.group(),
            request.deduplicationId(),
            number,
            now,
            now,
            Optional.empty());
    Duration delay = queue.attributes.delay();
    if (!queue.name.isFifo()) {
      delay = request.delay().orElse(delay);
    }
    queue.messages.add(
        message,
        ReceiveStatistics.NEVER,
        delay.isZero() ? new Visibility.Visible() : new Visibility.Delayed(now.plus(delay)),
        now);
    return new SendReceipt(message.id(), number);
  }
}
