package dev.retrylab.lambda;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;

/** Reads JSON that anybody may have written: an event, or the body of a message. */
final class JsonText {
  private JsonText() {}

  /**
   * Reads it; numbers keep the text that they stand there with.
   *
   * @return null, if the text says so
   * @throws IllegalArgumentException whose message says what is wrong, to stand behind the name of
   *     the text: "is not JSON: ..."
   */
  static Object read(String text) {
    if (Nesting.tooDeep(text)) {
      throw new IllegalArgumentException("is nested too deeply");
    }
    try {
      return JsonParser.any().withLazyNumbers().from(text);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getMessage(), e);
    }
  }
}
