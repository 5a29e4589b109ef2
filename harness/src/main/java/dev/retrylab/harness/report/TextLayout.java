package dev.retrylab.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns. */
public final class TextLayout {

  private static final String NO_BREAK = "\u00a0";
  private static final Pattern BEFORE_UNIT = Pattern.compile("(?<=\\d) (?=(s|min|h)\\b)");

  private TextLayout() {}

  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  public static String shorten(String text, int width, Glyphs glyphs) {
    return text.length() <= width
        ? text
        : text.substring(0, Math.max(0, width - glyphs.ellipsis().length())) + glyphs.ellipsis();
  }

  /**
   * Breaks text at blanks, but not between a number and its unit, nor at a no-break space, which
   * comes out as a blank; the lines after the first begin with the given indent.
   */
  public static List<String> wrap(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : boundUnits(text).split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines.stream().map(one -> one.stripTrailing().replace(NO_BREAK, " ")).toList();
  }

  /** The text with no-break spaces between numbers and their units. */
  public static String boundUnits(String text) {
    return BEFORE_UNIT.matcher(text).replaceAll(NO_BREAK);
  }

  /** The text as one word for {@link #wrap}. */
  public static String unbroken(String text) {
    return text.replace(" ", NO_BREAK);
  }

  /** Offsets below each other: "+ 0.0 s" above "+ 30.0 s". */
  public static String alignedOffset(String offset, int width) {
    return offset.charAt(0) + right(offset.substring(1), width - 1);
  }

  /** Rows of a table as lines: each column as wide as its widest cell, two blanks between two. */
  public static List<String> columns(List<List<String>> rows) {
    List<Integer> widths = widths(rows);
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, row.size())
                    .mapToObj(i -> left(row.get(i), widths.get(i)))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }

  /** How wide each column of a table is: as its widest cell. */
  public static List<Integer> widths(List<List<String>> rows) {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
        .toList();
  }
}
