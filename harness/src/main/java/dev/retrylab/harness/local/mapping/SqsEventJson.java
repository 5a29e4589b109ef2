package dev.retrylab.harness.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.MessageAttribute;
import dev.retrylab.harness.local.sqs.QueueArn;
import dev.retrylab.harness.local.sqs.ReceivedMessage;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the event that a function gets for a batch (esm-record-shape-standard, -fifo). */
final class SqsEventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SqsEventJson() {}

  static byte[] write(List<ReceivedMessage> batch, String queueArn) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    batch.forEach(message -> record(records.addObject(), message, queueArn));
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void record(ObjectNode record, ReceivedMessage message, String queueArn) {
    record.put("messageId", message.messageId().toString());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    ObjectNode system = record.putObject("attributes");
    message.systemAttributes().forEach(system::put);
    ObjectNode attributes = record.putObject("messageAttributes");
    message
        .attributes()
        .forEach((name, attribute) -> attribute(attributes.putObject(name), attribute));
    record.put("md5OfBody", message.bodyMd5());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queueArn);
    record.put("awsRegion", QueueArn.REGION);
  }

  /** esm-record-message-attributes: lower-camel keys, and two lists that are always empty. */
  private static void attribute(ObjectNode node, MessageAttribute attribute) {
    if (attribute.binary()) {
      node.put("binaryValue", attribute.value());
    } else {
      node.put("stringValue", attribute.text());
    }
    node.putArray("stringListValues");
    node.putArray("binaryListValues");
    node.put("dataType", attribute.dataType());
  }
}
