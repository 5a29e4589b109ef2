package dev.retrylab.harness.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Parses and writes the times in the files of a run. The JDK takes a microsecond for each, which is
 * most of the time that it takes to read a million log events.
 */
final class IsoInstant {
  /** As {@link Instant#toString} writes a time to the second; a fraction may stand before the Z. */
  private static final int TO_THE_SECOND = "0000-00-00T00:00:00Z".length();

  private static final int[] POWERS_OF_TEN = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  /** The first time with a year of four digits, and the first of five. */
  private static final Instant FOUR_DIGITS = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant FIVE_DIGITS = Instant.parse("+10000-01-01T00:00:00Z");

  private IsoInstant() {}

  /**
   * The same as {@link Instant#parse}.
   *
   * @throws java.time.DateTimeException for what is no time
   */
  static Instant parse(String text) {
    int digits = Math.max(text.length() - TO_THE_SECOND - 1, 0);
    if (!usual(text, digits)) {
      return Instant.parse(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int fraction = number(text, TO_THE_SECOND, TO_THE_SECOND + digits);
    boolean numbers = (year | month | day | hour | minute | second | fraction) >= 0;
    if (!numbers || hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(
        ((days * 24 + hour) * 60 + minute) * 60 + second, (long) fraction * POWERS_OF_TEN[digits]);
  }

  /** The same as {@link Instant#toString}. */
  static String text(Instant time) {
    int millis = time.getNano() / 1_000_000;
    boolean exact = millis * 1_000_000 == time.getNano();
    if (!exact || time.isBefore(FOUR_DIGITS) || !time.isBefore(FIVE_DIGITS)) {
      return time.toString();
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder("0000-00-00T00:00:00.000Z".length());
    digits(utc.getYear(), 4, text);
    digits(utc.getMonthValue(), 2, text.append('-'));
    digits(utc.getDayOfMonth(), 2, text.append('-'));
    digits(utc.getHour(), 2, text.append('T'));
    digits(utc.getMinute(), 2, text.append(':'));
    digits(utc.getSecond(), 2, text.append(':'));
    if (millis > 0) {
      digits(millis, 3, text.append('.'));
    }
    return text.append('Z').toString();
  }

  private static void digits(int number, int length, StringBuilder text) {
    int power = POWERS_OF_TEN[POWERS_OF_TEN.length - length];
    for (; power > 0; power /= 10) {
      text.append((char) ('0' + number / power % 10));
    }
  }

  /** Whether all is where it is to be, apart from the numbers. */
  private static boolean usual(String text, int digits) {
    int length = text.length();
    boolean fits = length == TO_THE_SECOND || (digits >= 1 && digits < POWERS_OF_TEN.length);
    return fits
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (digits == 0 || text.charAt(TO_THE_SECOND - 1) == '.')
        && text.charAt(length - 1) == 'Z';
  }

  /** Zero of no digits; negative where there is anything else. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
