package dev.retrylab.harness.local.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    record.put("messageId", message.messageId());
    record.put("receiptHandle", message.receiptHandle());
    record.put("body", message.body());
    ObjectNode attributes = record.putObject("attributes");
    message.attributes().forEach(attributes::put);
    record.putObject("messageAttributes");
    record.put("md5OfBody", message.md5OfBody());
    record.put("eventSource", "aws:sqs");
    record.put("eventSourceARN", queueArn);
    record.put("awsRegion", "us-east-1");
  }
}
