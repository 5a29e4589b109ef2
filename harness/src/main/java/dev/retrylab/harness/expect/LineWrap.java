package dev.retrylab.harness.expect;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words into lines of at most 80 columns. */
final class LineWrap {
  static final int COLUMNS = 80;

  private LineWrap() {}

  /** The first line begins with the given text, the others with as many spaces. */
  static List<String> text(String start, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(start);
    boolean empty = true;
    for (String word : text.strip().split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(start.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
