package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records as AWS delivers them (facts esm-record-shape-fifo, esm-record-shape-standard). */
final class Messages {
  private Messages() {}

  static SQSEvent batch(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return event;
  }

  static SQSMessage message(String id, String body) {
    return message(id, body, Map.of());
  }

  static SQSMessage message(String id, String body, Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("ApproximateReceiveCount", "1");
    attributes.put("SentTimestamp", "1764000000000");
    attributes.put("ApproximateFirstReceiveTimestamp", "1764000000100");
    attributes.putAll(more);
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setBody(body);
    message.setAttributes(attributes);
    return message;
  }

  static SQSMessage received(int count, String body) {
    return message("id-1", body, Map.of("ApproximateReceiveCount", Integer.toString(count)));
  }
}
