package dev.retrylab.harness.store;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Parses the times in the files of a run. The JDK's parser takes a microsecond for each, which is
 * most of the time that it takes to read a million log events.
 */
final class IsoInstant {
  /** As {@link Instant#toString} writes a time to the second; a fraction may follow. */
  private static final String USUAL = "dddd-dd-ddTdd:dd:dd";

  private static final int[] POWERS_OF_TEN = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private IsoInstant() {}

  /**
   * The same as {@link Instant#parse}.
   *
   * @throws java.time.DateTimeException for what is no time
   */
  static Instant parse(String text) {
    int fraction = USUAL.length() + 1;
    int digits = Math.max(text.length() - fraction - 1, 0);
    if (!usual(text, digits)) {
      return Instant.parse(text);
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    long nanos = digits == 0 ? 0 : number(text, fraction, fraction + digits);
    return Instant.ofEpochSecond(
        ((day * 24 + hour) * 60 + minute) * 60 + second, nanos * POWERS_OF_TEN[digits]);
  }

  private static boolean usual(String text, int digits) {
    int end = text.length() - 1;
    if (end < USUAL.length() || text.charAt(end) != 'Z' || digits >= POWERS_OF_TEN.length) {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char wanted = i < USUAL.length() ? USUAL.charAt(i) : i == USUAL.length() ? '.' : 'd';
      char found = text.charAt(i);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return end != USUAL.length() + 1;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
