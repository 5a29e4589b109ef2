package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON that stands inside an HTML page, in a script element. */
final class EmbeddedJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmbeddedJson() {}

  /**
   * The value as JSON without anything that could end the element or begin a comment in it, and
   * without the line ends that older JavaScript does not take in a string.
   */
  static String of(Object value) {
    try {
      return JSON.writeValueAsString(value)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Values of a page can always be written.", e);
    }
  }
}
