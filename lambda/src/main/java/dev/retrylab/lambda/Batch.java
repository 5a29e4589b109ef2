package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of one invocation, read from the event's text. Lambda would make objects of it, too;
 * but the library it does that with is a sixth of a cold start.
 */
final class Batch {
  private Batch() {}

  /**
   * In the order of the event.
   *
   * @throws IllegalArgumentException if this is no SQS event: an empty list would let whatever was
   *     sent vanish as a success
   */
  static List<Receipt> receipts(InputStream event, Context context) throws IOException {
    String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
    List<Receipt> receipts = new ArrayList<>();
    for (Object record : records(text)) {
      if (!(record instanceof JsonObject object)) {
        throw new IllegalArgumentException("a record of the event is no JSON object: " + record);
      }
      receipts.add(Receipt.of(object, context.getAwsRequestId()));
    }
    return List.copyOf(receipts);
  }

  private static JsonArray records(String event) {
    if (json(event) instanceof JsonObject object
        && object.get("Records") instanceof JsonArray records) {
      return records;
    }
    throw new IllegalArgumentException("the event has no Records: an SQS event is expected");
  }

  private static Object json(String event) {
    try {
      return JsonText.read(event);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the event " + e.getMessage(), e);
    }
  }
}
