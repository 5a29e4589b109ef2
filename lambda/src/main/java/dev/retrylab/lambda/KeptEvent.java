package dev.retrylab.lambda;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;

/**
 * What Lambda leaves in a queue of an asynchronous invocation that has failed for good. An
 * on-failure destination gets a record of the invocation, with the event under {@code
 * requestPayload} (fact async-onfailure-payload); a function's dead-letter queue gets the event
 * alone (fact async-dlq-payload). The event that the harness invokes the consumer with is that of a
 * mapping with one record, so that the message's own body lies in there:
 *
 * <pre>
 * {"requestContext":{...},"requestPayload":{"Records":[{"body":"{\"user_id\":\"2\"}"}]},...}
 * {"Records":[{"body":"{\"user_id\":\"2\"}"}]}
 * </pre>
 */
final class KeptEvent {
  private KeptEvent() {}

  /** The body of the message in it; the text itself where it holds no such event. */
  static String body(String text) {
    try {
      return JsonText.read(text) instanceof JsonObject object ? bodyOf(object, text) : text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String bodyOf(JsonObject object, String text) {
    JsonObject event = object.getObject("requestPayload", object);
    JsonArray records = event.getArray("Records");
    boolean one = records != null && records.size() == 1;
    return one && records.get(0) instanceof JsonObject record
        ? record.getString("body", text)
        : text;
  }
}
