package dev.retrylab.harness.local.sqs.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message as a receiver gets it.
 *
 * @param receiptHandle names this receive of the message
 * @param receiveCount over all queues: the first receive from a dead-letter queue goes on counting
 * @param deadLetterSource the queue whose redrive policy moved it here
 */
public record ReceivedMessage(
    MessageId messageId,
    String receiptHandle,
    String body,
    Map<String, MessageAttribute> attributes,
    Instant sentAt,
    Instant firstReceivedAt,
    int receiveCount,
    Optional<String> traceHeader,
    Optional<MessageGroupId> group,
    Optional<DeduplicationId> deduplicationId,
    Optional<SequenceNumber> sequenceNumber,
    Optional<QueueArn> deadLetterSource) {
  /** The principal that sends every message of the local engine. */
  private static final String SENDER_ID = "AIDALOCALRETRYLAB0000";

  public String bodyMd5() {
    return Digests.md5Hex(body);
  }

  /** The system attributes by the names of the SQS protocol; those it has not are left out. */
  public Map<String, String> systemAttributes() {
    Map<String, String> all = new TreeMap<>();
    all.put("SenderId", SENDER_ID);
    all.put("SentTimestamp", String.valueOf(sentAt.toEpochMilli()));
    all.put("ApproximateFirstReceiveTimestamp", String.valueOf(firstReceivedAt.toEpochMilli()));
    all.put("ApproximateReceiveCount", String.valueOf(receiveCount));
    traceHeader.ifPresent(header -> all.put("AWSTraceHeader", header));
    group.ifPresent(id -> all.put("MessageGroupId", id.value()));
    deduplicationId.ifPresent(id -> all.put("MessageDeduplicationId", id.value()));
    sequenceNumber.ifPresent(number -> all.put("SequenceNumber", number.toString()));
    deadLetterSource.ifPresent(arn -> all.put("DeadLetterQueueSourceArn", arn.value()));
    return all;
  }
}
