package dev.retrylab.harness.report.page;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that stands inside an HTML page, in a script element. */
final class EmbeddedJson {
  private EmbeddedJson() {}

  /**
   * The same JSON without anything that could end the element or begin a comment in it, and without
   * the line ends that older JavaScript does not take in a string.
   */
  static String of(JsonNode json) {
    return json.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
