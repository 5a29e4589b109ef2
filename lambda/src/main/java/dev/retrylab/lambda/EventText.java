package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of an SQS event. Lambda would do so, too; but the library that it does it with is
 * a sixth of a cold start. What these functions do not look at, such as message attributes, is left
 * out.
 */
final class EventText {
  private EventText() {}

  /**
   * @throws IllegalArgumentException if this is no SQS event: an empty list would let whatever was
   *     sent vanish as a success
   */
  static SQSEvent read(InputStream in) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    for (Object record : records(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
      if (!(record instanceof JsonObject object)) {
        throw new IllegalArgumentException("a record of the event is no JSON object: " + record);
      }
      messages.add(message(object));
    }
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static JsonArray records(String text) {
    if (json(text) instanceof JsonObject event
        && event.get("Records") instanceof JsonArray records) {
      return records;
    }
    throw new IllegalArgumentException("the event has no Records: an SQS event is expected");
  }

  private static Object json(String text) {
    try {
      return JsonText.read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the event " + e.getMessage(), e);
    }
  }

  private static SQSMessage message(JsonObject record) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(text("messageId", record.get("messageId")));
    message.setReceiptHandle(text("receiptHandle", record.get("receiptHandle")));
    message.setBody(text("body", record.get("body")));
    message.setEventSourceArn(text("eventSourceARN", record.get("eventSourceARN")));
    Map<String, String> attributes = new HashMap<>();
    record
        .getObject("attributes", new JsonObject())
        .forEach((name, value) -> attributes.put(name, text(name, value)));
    message.setAttributes(attributes);
    return message;
  }

  /** A number is taken as its text: an event made by hand may have one. */
  private static String text(String name, Object value) {
    if (value instanceof JsonObject || value instanceof JsonArray) {
      throw new IllegalArgumentException("the record's " + name + " is not a text: " + value);
    }
    return value == null ? null : value.toString();
  }
}
