package dev.retrylab.harness.report.terminal;

import dev.retrylab.harness.report.Glyphs;

/**
 * What a terminal can show.
 *
 * @param width in columns, at least 60
 * @param colours whether to use ANSI colours
 * @param unicode whether to use characters beyond ASCII
 */
public record TerminalStyle(int width, boolean colours, boolean unicode) {

  private static final int LEAST_WIDTH = 60;

  public TerminalStyle {
    if (width < LEAST_WIDTH) {
      throw new IllegalArgumentException(
          "width is " + width + ", but a report needs at least " + LEAST_WIDTH + " columns");
    }
  }

  /** 80 columns without colours. */
  public static TerminalStyle plain() {
    return new TerminalStyle(80, false, true);
  }

  Glyphs glyphs() {
    return unicode ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  String paint(Colour colour, String text) {
    return colours && !text.isEmpty() ? colour.on(text) : text;
  }
}
