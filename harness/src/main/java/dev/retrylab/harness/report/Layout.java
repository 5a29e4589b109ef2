package dev.retrylab.harness.report;

import java.util.ArrayList;
import java.util.List;

/** Text in columns. */
final class Layout {

  private Layout() {}

  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  static String shorten(String text, int width, Glyphs glyphs) {
    return text.length() <= width
        ? text
        : text.substring(0, Math.max(0, width - glyphs.ellipsis.length())) + glyphs.ellipsis;
  }

  /** Breaks text at blanks; the lines after the first begin with the given indent. */
  static List<String> wrap(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Offsets below each other: "+ 0.0 s" above "+ 30.0 s". */
  static String alignedOffset(String offset, int width) {
    return offset.charAt(0) + right(offset.substring(1), width - 1);
  }
}
