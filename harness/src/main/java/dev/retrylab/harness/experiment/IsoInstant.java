package dev.retrylab.harness.experiment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Parses the times in the files of a run. The JDK's parser takes a microsecond for each, which is
 * most of the time that it takes to read a million log events.
 */
final class IsoInstant {
  /** As {@link Instant#toString} writes a time to the millisecond or finer, of these centuries. */
  private static final Pattern USUAL =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.(\\d{3}){1,3})?Z");

  private IsoInstant() {}

  /**
   * The same as {@link Instant#parse}.
   *
   * @throws java.time.DateTimeException for what is no time
   */
  static Instant parse(String text) {
    if (!USUAL.matcher(text).matches()) {
      return Instant.parse(text);
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    int digits = Math.max(text.length() - 21, 0);
    long nanos = digits == 0 ? 0 : number(text, 20, 20 + digits);
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
