package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One record of an event, with its body parsed: the facts that every journal line about it carries.
 *
 * @param receiptHandle by which its visibility timeout can be changed
 * @param group the message group; empty on a standard queue, unless the sender gave one
 * @param receiveCount counted by SQS across all queues, from 1; empty in a record made by hand
 * @param sentTimestamp epoch milliseconds; empty in a record made by hand
 * @param firstReceiveTimestamp epoch milliseconds; empty in a record made by hand
 * @param movedByRedrivePolicy whether the redrive policy moved the message here (fact
 *     dlq-source-arn-attribute)
 */
record ReceivedMessage(
    String messageId,
    String receiptHandle,
    String bodyText,
    MessageBody body,
    Optional<String> group,
    Optional<Integer> receiveCount,
    Optional<Long> sentTimestamp,
    Optional<Long> firstReceiveTimestamp,
    boolean movedByRedrivePolicy) {

  /**
   * The records in the order of the event.
   *
   * @throws IllegalArgumentException if this is no SQS event: an empty batch would let whatever was
   *     sent vanish as a success
   */
  static List<ReceivedMessage> batchOf(SQSEvent event) {
    if (event == null || event.getRecords() == null) {
      throw new IllegalArgumentException("the event has no Records: an SQS event is expected");
    }
    return event.getRecords().stream().map(ReceivedMessage::of).toList();
  }

  private static ReceivedMessage of(SQSMessage record) {
    Map<String, String> attributes = Optional.ofNullable(record.getAttributes()).orElse(Map.of());
    String text = Optional.ofNullable(record.getBody()).orElse("");
    return new ReceivedMessage(
        record.getMessageId(),
        Optional.ofNullable(record.getReceiptHandle()).orElse(""),
        text,
        MessageBody.read(text),
        attribute(attributes, "MessageGroupId"),
        attribute(attributes, "ApproximateReceiveCount").map(Integer::valueOf),
        attribute(attributes, "SentTimestamp").map(Long::valueOf),
        attribute(attributes, "ApproximateFirstReceiveTimestamp").map(Long::valueOf),
        attributes.containsKey("DeadLetterQueueSourceArn"));
  }

  private static Optional<String> attribute(Map<String, String> attributes, String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** The same record with another body. */
  ReceivedMessage withBody(String text) {
    return new ReceivedMessage(
        messageId,
        receiptHandle,
        text,
        MessageBody.read(text),
        group,
        receiveCount,
        sentTimestamp,
        firstReceiveTimestamp,
        movedByRedrivePolicy);
  }

  /**
   * What the consumer is to do with it.
   *
   * @throws IllegalArgumentException if the body does not say
   */
  String behaviour() {
    body.problem()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "the body of message " + messageId + " " + problem);
            });
    return body.behaviour();
  }

  /** Whether both are of one message group. A message without a group shares none. */
  boolean sharesGroupWith(ReceivedMessage other) {
    return group.isPresent() && group.equals(other.group);
  }

  /** How error texts name the message, as in "message m2, receive 1". */
  String label() {
    return "message "
        + body.key().orElse(messageId)
        + receiveCount.map(count -> ", receive " + count).orElse("");
  }

  /** The exception that says what happens to this message and on which receive. */
  IllegalStateException failure(String what) {
    return new IllegalStateException(
        "user_id %s %s (%s)".formatted(body.userId().orElseThrow(), what, label()));
  }
}
