package dev.retrylab.harness.local.http;

/** Text inside XML. */
public final class Xml {
  private Xml() {}

  /** The text, with what has a meaning in XML written otherwise. */
  public static String text(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** An element that holds text. */
  public static String element(String name, String text) {
    return "<" + name + ">" + text(text) + "</" + name + ">";
  }
}
