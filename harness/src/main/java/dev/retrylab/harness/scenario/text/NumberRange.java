package dev.retrylab.harness.scenario.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers from one to another: {@code { min: 2, max: 200 }} in a file, {@code 2..200} on the
 * command line and in listings.
 */
public record NumberRange(int min, int max) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");

  /** Reads what {@link #toString} writes; empty where it is anything else. */
  static Optional<NumberRange> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new NumberRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return min + ".." + max;
  }
}
