package dev.retrylab.harness.local.http;

import java.util.regex.Pattern;

/** Text inside XML. */
public final class Xml {
  /** What XML 1.0 has no way to write (its section 2.2). */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private Xml() {}

  /** The text, with what has a meaning in XML written otherwise. */
  public static String text(String text) {
    return FORBIDDEN
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** An element that holds text. */
  public static String element(String name, String text) {
    return "<" + name + ">" + text(text) + "</" + name + ">";
  }
}
