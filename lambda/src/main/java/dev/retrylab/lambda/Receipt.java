package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import java.util.Optional;

/**
 * One receive of one message by one function: the facts that every journal line about it carries.
 *
 * @param group the message group; empty on a standard queue, unless the sender gave one
 * @param receiveCount counted by SQS across all queues, from 1; empty in a record made by hand
 * @param requestId of the invocation
 * @param sentTimestamp epoch milliseconds
 * @param firstReceiveTimestamp epoch milliseconds
 * @param redriven whether the redrive policy moved the message here (fact dlq-source-arn-attribute)
 */
record Receipt(
    String messageId,
    String requestId,
    MessageBody body,
    String bodyText,
    Optional<String> group,
    Optional<Integer> receiveCount,
    Optional<Long> sentTimestamp,
    Optional<Long> firstReceiveTimestamp,
    boolean redriven) {

  static Receipt of(SQSMessage message, String requestId) {
    Map<String, String> attributes =
        Optional.ofNullable(message.getAttributes()).orElseGet(Map::of);
    String text = Optional.ofNullable(message.getBody()).orElse("");
    return new Receipt(
        message.getMessageId(),
        requestId,
        MessageBody.read(text),
        text,
        attribute(attributes, "MessageGroupId"),
        attribute(attributes, "ApproximateReceiveCount").map(Integer::valueOf),
        attribute(attributes, "SentTimestamp").map(Long::valueOf),
        attribute(attributes, "ApproximateFirstReceiveTimestamp").map(Long::valueOf),
        attributes.containsKey("DeadLetterQueueSourceArn"));
  }

  /** The same receive of a message whose body lies deeper in what was received. */
  Receipt withBody(String text) {
    return new Receipt(
        messageId,
        requestId,
        MessageBody.read(text),
        text,
        group,
        receiveCount,
        sentTimestamp,
        firstReceiveTimestamp,
        redriven);
  }

  /** Whether both are of one message group. A message without a group shares none. */
  boolean sharesGroupWith(Receipt other) {
    return group.isPresent() && group.equals(other.group);
  }

  /** How error texts name the message, as in "message m2, receive 1". */
  String label() {
    return "message "
        + body.key().orElse(messageId)
        + receiveCount.map(count -> ", receive " + count).orElse("");
  }

  private static Optional<String> attribute(Map<String, String> attributes, String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
