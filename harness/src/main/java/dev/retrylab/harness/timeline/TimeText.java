package dev.retrylab.harness.timeline;

import java.time.Duration;

/** Times as people read them in sentences and tables. */
public final class TimeText {

  private static final Duration LONGEST_IN_SECONDS = Duration.ofSeconds(1_000);

  private TimeText() {}

  /** A point in time as an offset, such as "+30.0 s" or "+1 h 00 min 05 s". */
  public static String offset(Duration since) {
    return since.isNegative() ? "-" + length(since.negated()) : "+" + length(since);
  }

  /**
   * A length of time, such as "30.0 s": to a tenth of a second, and from 1,000 s on to a second.
   */
  public static String length(Duration length) {
    if (length.compareTo(LONGEST_IN_SECONDS) < 0) {
      long tenths = (length.toMillis() + 50) / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    Duration rounded = length.plusMillis(500);
    String minutes =
        twoDigits(rounded.toMinutesPart()) + " min " + twoDigits(rounded.toSecondsPart()) + " s";
    return rounded.toHours() == 0 ? minutes : rounded.toHours() + " h " + minutes;
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** A length of time that was set by people, without a needless decimal: "30 s". */
  public static String setting(Duration length) {
    return length(length).replace(".0 s", " s");
  }
}
