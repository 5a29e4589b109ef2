package dev.retrylab.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What Lambda sends to a queue when all attempts of an asynchronous invocation have failed. An
 * on-failure destination gets a record of the invocation, with the event under {@code
 * requestPayload} (fact async-onfailure-payload); a function's dead-letter queue gets the event
 * alone (fact async-dlq-payload). The event that the harness invokes the consumer with is that of a
 * mapping with one record, so the message's own body lies in there:
 *
 * <pre>
 * {"requestContext":{...},"requestPayload":{"Records":[{"body":"{\"user_id\":\"2\"}"}]},...}
 * {"Records":[{"body":"{\"user_id\":\"2\"}"}]}
 * </pre>
 */
final class FailedInvocation {
  private FailedInvocation() {}

  /** The body of the message in it; the text itself where it holds no such event. */
  static String body(String text) {
    try {
      Object json = JSON.std.anyFrom(text);
      if (event(json).get("Records") instanceof List<?> records
          && records.size() == 1
          && records.get(0) instanceof Map<?, ?> record
          && record.get("body") instanceof String body) {
        return body;
      }
      return text;
    } catch (IOException e) {
      return text; // not JSON
    }
  }

  private static Map<?, ?> event(Object json) {
    if (!(json instanceof Map<?, ?> object)) {
      return Map.of();
    }
    return object.get("requestPayload") instanceof Map<?, ?> payload ? payload : object;
  }
}
