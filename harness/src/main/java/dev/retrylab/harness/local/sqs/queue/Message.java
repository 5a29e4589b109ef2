package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.MessageId;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.SequenceNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as a queue keeps it, apart from what receiving does to it.
 *
 * @param traceHeader AWSTraceHeader, the one system attribute that a sender may give
 * @param group always there in a FIFO queue; a fair-queue tenant in a standard queue
 * @param deduplicationId there in a FIFO queue only
 * @param sequenceNumber there in a FIFO queue only
 * @param sentAt when it was sent; a redrive move leaves it as it is
 * @param retainedSince from when its retention period counts
 * @param deadLetterSource the queue whose redrive policy moved it here
 */
record Message(
    MessageId id,
    String body,
    Map<String, MessageAttribute> attributes,
    Optional<String> traceHeader,
    Optional<MessageGroupId> group,
    Optional<DeduplicationId> deduplicationId,
    Optional<SequenceNumber> sequenceNumber,
    Instant sentAt,
    Instant retainedSince,
    Optional<QueueArn> deadLetterSource) {

  /**
   * The message as it goes to a dead-letter queue. It keeps its id and attributes
   * (dlq-keeps-attributes). In a FIFO queue its deduplication id becomes the message id
   * (sup-fifo-dlq-dedup-id) and its retention starts anew; in a standard queue retention counts
   * from the original send (sup-dlq-retention-clock). Whether a FIFO queue changes SentTimestamp is
   * nowhere settled: it stays.
   */
  Message deadLettered(QueueArn source, Instant now) {
    return new Message(
        id,
        body,
        attributes,
        traceHeader,
        group,
        deduplicationId.map(old -> new DeduplicationId(id.toString())),
        sequenceNumber,
        sentAt,
        sequenceNumber.isPresent() ? now : retainedSince,
        Optional.of(source));
  }

  /**
   * The message as a move task puts it into another queue: a new one, with an id, a send time and a
   * retention of its own (sup-move-new-id).
   */
  Message redriven(Instant now) {
    return new Message(
        MessageId.random(),
        body,
        attributes,
        traceHeader,
        group,
        deduplicationId,
        sequenceNumber,
        now,
        now,
        Optional.empty());
  }

  Message numbered(SequenceNumber number) {
    return new Message(
        id,
        body,
        attributes,
        traceHeader,
        group,
        deduplicationId,
        Optional.of(number),
        sentAt,
        retainedSince,
        deadLetterSource);
  }
}
