package dev.retrylab.lambda;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
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

  /**
   * Reads a record of an event.
   *
   * @throws IllegalArgumentException where it has something else in place of a text or a number
   */
  static Receipt of(JsonObject record, String requestId) {
    JsonObject attributes = record.getObject("attributes", new JsonObject());
    String text = text(record, "body").orElse("");
    return new Receipt(
        text(record, "messageId").orElse(null),
        requestId,
        MessageBody.read(text),
        text,
        text(attributes, "MessageGroupId"),
        text(attributes, "ApproximateReceiveCount").map(Integer::valueOf),
        text(attributes, "SentTimestamp").map(Long::valueOf),
        text(attributes, "ApproximateFirstReceiveTimestamp").map(Long::valueOf),
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

  /** How error texts name the message, as in "message m2, receive 1". */
  String label() {
    return "message "
        + body.key().orElse(messageId)
        + receiveCount.map(count -> ", receive " + count).orElse("");
  }

  /** A number is taken as its text: an event made by hand may have one. */
  private static Optional<String> text(JsonObject object, String name) {
    Object value = object.get(name);
    if (value instanceof JsonObject || value instanceof JsonArray) {
      throw new IllegalArgumentException("the record's " + name + " is not a text: " + value);
    }
    return Optional.ofNullable(value).map(Object::toString);
  }
}
