package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.store.RunId;
import java.time.Instant;

/**
 * Writes the event that the consumer is invoked with directly: that of a mapping with one record,
 * so that the function deployed for a queue understands it, and journals it the same way. The
 * message id is of this run and key. Each attempt is handed the same event, and so receive count 1.
 */
final class EventPayload {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventPayload() {}

  /** The id under which the consumer journals the message. */
  static String messageId(MessageSpec message, RunId runId) {
    return runId.text() + "-" + message.key();
  }

  /**
   * The event as JSON.
   *
   * @param at when it is sent, which no queue tells
   * @param queue the type of the queues: to forward to a FIFO queue takes a message group
   */
  static String write(MessageSpec message, RunId runId, Instant at, QueueType queue) {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record.put("messageId", messageId(message, runId));
    record.put("body", MessageBody.write(message, runId, at));
    ObjectNode attributes = record.putObject("attributes");
    attributes
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", Long.toString(at.toEpochMilli()))
        .put("ApproximateFirstReceiveTimestamp", Long.toString(at.toEpochMilli()));
    if (queue == QueueType.FIFO) {
      attributes.put("MessageGroupId", message.group());
    }
    record.putObject("messageAttributes");
    record.put("eventSource", "retry-lab");
    return event.toString();
  }
}
