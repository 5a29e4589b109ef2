package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Records as AWS delivers them (facts esm-record-shape-fifo, esm-record-shape-standard). */
final class Messages {
  private Messages() {}

  /** The text of an event. */
  static String batch(JsonObject... messages) {
    return ascii(JsonWriter.string(Map.of("Records", new JsonArray(List.of(messages)))));
  }

  /** Has a function handle an event, and returns the text of its answer. */
  static String handle(RequestStreamHandler function, String event, FakeContext context) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** A record as a function reads it. */
  static Receipt receipt(JsonObject record, String requestId) {
    byte[] event = batch(record).getBytes(StandardCharsets.UTF_8);
    try {
      return Receipt.of(
          EventText.read(new ByteArrayInputStream(event)).getRecords().get(0), requestId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject message(String id, String body) {
    return message(id, body, Map.of());
  }

  static JsonObject message(String id, String body, Map<String, String> more) {
    JsonObject attributes = new JsonObject();
    attributes.put("ApproximateReceiveCount", "1");
    attributes.put("SentTimestamp", "1764000000000");
    attributes.put("ApproximateFirstReceiveTimestamp", "1764000000100");
    attributes.putAll(more);
    JsonObject message = new JsonObject();
    message.put("messageId", id);
    message.put("receiptHandle", "none");
    message.put("body", body);
    message.put("attributes", attributes);
    message.put("messageAttributes", new JsonObject());
    message.put("eventSource", "aws:sqs");
    return message;
  }

  static JsonObject received(int count, String body) {
    return message("id-1", body, Map.of("ApproximateReceiveCount", Integer.toString(count)));
  }

  /** Half of a surrogate pair has no bytes of its own in UTF-8. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.chars()
        .forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return ascii.toString();
  }
}
