package dev.retrylab.harness.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the event that a function gets for a batch (esm-record-shape-standard, -fifo). */
final class SqsEventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final byte[] BEGIN = "{\"Records\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

  /** Bytes around the records, and between two of them. */
  static final int FRAME = BEGIN.length + END.length;

  static final int SEPARATOR = 1;

  private SqsEventJson() {}

  /** The event with these records, which {@link #record} has made. */
  static byte[] event(List<byte[]> records) {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(BEGIN);
    for (int i = 0; i < records.size(); i++) {
      if (i > 0) {
        event.write(',');
      }
      event.writeBytes(records.get(i));
    }
    event.writeBytes(END);
    return event.toByteArray();
  }

  static byte[] record(ReceivedMessage message, String queueArn) {
    ObjectNode record = JSON.createObjectNode();
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
    try {
      return JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
