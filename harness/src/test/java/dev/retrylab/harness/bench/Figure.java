package dev.retrylab.harness.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param value as text with its unit
 * @param limit empty where the figure only stands for comparison
 */
public record Figure(String what, String value, String limit, Mark mark) {

  /** How a figure stands to its limit. */
  public enum Mark {
    MET("met"),
    MISSED("**missed**"),
    /** No limit, or nothing to measure with. */
    NONE("");

    private final String word;

    Mark(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Met where the value is not above the limit. */
  public static Figure atMost(String what, double value, double limit, String unit) {
    return limited(what, value, "at most ", limit, unit, value <= limit);
  }

  static Figure atLeast(String what, double value, double limit, String unit) {
    return limited(what, value, "at least ", limit, unit, value >= limit);
  }

  /** For comparison only. */
  public static Figure note(String what, double value, String unit) {
    return new Figure(what, text(value) + " " + unit, "", Mark.NONE);
  }

  /** Where there is nothing to measure with, and what would be needed. */
  static Figure unmeasured(String what, String why) {
    return new Figure(what, "not measured: " + why, "", Mark.NONE);
  }

  private static Figure limited(
      String what, double value, String word, double limit, String unit, boolean met) {
    return new Figure(
        what,
        text(value) + " " + unit,
        word + text(limit) + " " + unit,
        met ? Mark.MET : Mark.MISSED);
  }

  /** Three digits that count. */
  static String text(double value) {
    int digits =
        value == Math.rint(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
