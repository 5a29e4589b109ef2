package dev.retrylab.harness.scenario.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as a scenario file writes them: {@code 0s}, {@code 200ms}, {@code 30s}, {@code 1h30m},
 * {@code 4d}.
 */
public final class DurationText {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9})s)?"
              + "(?:(\\d{1,9})ms)?");

  private DurationText() {}

  /**
   * Reads a duration: whole days, hours, minutes, seconds and milliseconds, in this order, at least
   * one of them.
   *
   * @throws IllegalArgumentException if the text is no such duration; the message is the end of a
   *     sentence that begins with the name of a key
   */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      return Duration.ofDays(number(matcher, 1))
          .plusHours(number(matcher, 2))
          .plusMinutes(number(matcher, 3))
          .plusSeconds(number(matcher, 4))
          .plusMillis(number(matcher, 5));
    }
    if (text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "is %s, a number without a unit; write %ss, %sm, %sh or %sd."
              .formatted(text, text, text, text, text));
    }
    throw new IllegalArgumentException(
        "is \"%s\", which is no duration; write for example 30s, 5m, 1h30m or 4d."
            .formatted(Shortened.of(text)));
  }

  /**
   * The same of something that has a name.
   *
   * @throws IllegalArgumentException if the text is no such duration; the message begins with the
   *     name
   */
  public static Duration parse(String name, String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException notADuration) {
      throw new IllegalArgumentException(name + " " + notADuration.getMessage(), notADuration);
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /**
   * Writes a duration so that {@link #parse} reads it back; parts of a millisecond are left out.
   */
  public static String print(Duration duration) {
    StringBuilder text = new StringBuilder();
    part(text, duration.toDaysPart(), "d");
    part(text, duration.toHoursPart(), "h");
    part(text, duration.toMinutesPart(), "m");
    part(text, duration.toSecondsPart(), "s");
    part(text, duration.toMillisPart(), "ms");
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }

  /** Whether a duration can be given to AWS, which takes whole seconds. */
  public static boolean isWholeSeconds(Duration duration) {
    return duration.equals(duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
