package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records as AWS delivers them (facts esm-record-shape-fifo, esm-record-shape-standard), read and
 * answered with the serialization that Lambda's Java runtime uses.
 */
final class Messages {
  private static final PojoSerializer<SQSEvent> EVENTS =
      LambdaEventSerializers.serializerFor(SQSEvent.class, Messages.class.getClassLoader());

  private Messages() {}

  /** The text of an event. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  static String batch(Map<String, Object>... messages) {
    try {
      return ascii(JSON.std.asString(Map.of("Records", Arrays.asList(messages))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Half of a surrogate pair has no bytes of its own in UTF-8, and must be escaped. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.chars()
        .forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c)));
    return ascii.toString();
  }

  /** Has a function handle an event, and returns the text of its response. */
  static <O> String handle(
      RequestHandler<SQSEvent, O> function, String event, FakeContext context) {
    Object response = function.handleRequest(read(event), context);
    PojoSerializer<Object> serializer = JacksonFactory.getInstance().getSerializer(Object.class);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    serializer.toJson(response, text);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The records of an event as a function gets them. */
  static List<ReceivedMessage> received(String event) {
    return ReceivedMessage.batchOf(read(event));
  }

  private static SQSEvent read(String event) {
    return EVENTS.fromJson(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  static ReceivedMessage received(Map<String, Object> record) {
    return received(batch(record)).get(0);
  }

  static Map<String, Object> message(String id, String body) {
    return message(id, body, Map.of());
  }

  /**
   * @param more attributes besides those of every message, or in their place
   */
  static Map<String, Object> message(String id, String body, Map<String, ?> more) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("ApproximateReceiveCount", "1");
    attributes.put("SentTimestamp", "1764000000000");
    attributes.put("ApproximateFirstReceiveTimestamp", "1764000000100");
    attributes.putAll(more);
    Map<String, Object> message = new HashMap<>();
    message.put("messageId", id);
    message.put("receiptHandle", "none");
    message.put("body", body);
    message.put("attributes", attributes);
    message.put("messageAttributes", Map.of());
    message.put("eventSource", "aws:sqs");
    return message;
  }
}
