package dev.retrylab.harness.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Amounts of US dollars as people read them. */
public final class Dollars {
  static final double CENT = 0.01;
  private static final MathContext TWO_DIGITS = new MathContext(2);

  private Dollars() {}

  /** As a sentence has it: {@code about $1.23}, or {@code less than $0.01}. */
  static String about(double dollars) {
    return dollars < CENT ? "less than $0.01" : "about " + text(dollars);
  }

  /** As a table has it: to a cent, and of less than one two digits, such as {@code $0.0031}. */
  public static String text(double dollars) {
    if (dollars >= CENT || dollars <= 0) {
      return String.format(Locale.ROOT, "$%,.2f", dollars);
    }
    return "$" + BigDecimal.valueOf(dollars).round(TWO_DIGITS).toPlainString();
  }
}
