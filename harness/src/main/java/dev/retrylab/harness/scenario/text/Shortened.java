package dev.retrylab.harness.scenario.text;

import java.util.regex.Pattern;

/** Keeps what a sentence quotes short, on one line, and from steering the terminal. */
public final class Shortened {
  private static final int LIMIT = 60;

  /** Also those above ASCII, such as U+009B, and what else ends a line. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  private Shortened() {}

  /** All of the text on one line. */
  public static String oneLine(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }

  /** The beginning of the text. */
  public static String of(String text) {
    String line = oneLine(text);
    return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "...";
  }
}
