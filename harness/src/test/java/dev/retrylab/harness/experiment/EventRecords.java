package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the event of a mapping as the deployed functions do, and sends as they do. */
final class EventRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventRecords() {}

  static List<JsonNode> read(byte[] event) {
    try {
      List<JsonNode> records = new ArrayList<>();
      JSON.readTree(event).path("Records").forEach(records::add);
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JournalRecord journal(FunctionRole function, JsonNode record, String requestId) {
    JsonNode attributes = record.path("attributes");
    JsonNode body = body(record);
    return new JournalRecord(
        function,
        Optional.of(body.path("run_id").asText()),
        Optional.of(body.path("key").asText()),
        Optional.of(body.path("user_id").asText()),
        record.path("messageId").asText(),
        Optional.ofNullable(attributes.get("MessageGroupId")).map(JsonNode::asText),
        attributes.path("ApproximateReceiveCount").asInt(),
        requestId,
        Instant.ofEpochMilli(attributes.path("SentTimestamp").asLong()),
        Instant.ofEpochMilli(attributes.path("ApproximateFirstReceiveTimestamp").asLong()),
        attributes.has("DeadLetterQueueSourceArn"));
  }

  /** Of what Lambda kept of an event, the body in its only record. */
  private static JsonNode body(JsonNode record) {
    JsonNode body = parse(record.path("body").asText());
    JsonNode event = body.path("requestPayload").isObject() ? body.path("requestPayload") : body;
    return event.has("Records") ? parse(event.path("Records").path(0).path("body").asText()) : body;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends under a deduplication id of its own; gives the message id. */
  static String send(Queue queue, String body, String group) {
    SendRequest request =
        queue.name().isFifo()
            ? SendRequest.of(body, new MessageGroupId(group))
                .withDeduplicationId(new DeduplicationId(UUID.randomUUID().toString()))
            : SendRequest.of(body);
    return queue.send(request).messageId().toString();
  }
}
