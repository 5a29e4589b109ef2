package dev.retrylab.harness.scenario.file;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages that arrive at a steady rate. Those of one second are sent in batches of up to ten
 * (lim-batch-10), each at the time of its first message, as a producer under load sends them.
 *
 * @param count of the messages that arrive in a unit of time, 1 to 1000
 * @param unit a second, a minute or an hour
 * @param lasting for how long they arrive, over 0 s, to 14 d
 */
record Arrivals(int count, Duration unit, Duration lasting) {
  /** The end of "but must be". */
  static final String RATES = "1/h to 1000/s, such as 20/s, 5/min or 100/h";

  private static final Pattern RATE = Pattern.compile("(\\d{1,4})/(s|min|h)");
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));
  private static final int MOST_A_UNIT = 1000;
  private static final int LARGEST_BATCH = 10;

  /**
   * Reads a rate.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static Arrivals of(String rate, Duration lasting) {
    Matcher matcher = RATE.matcher(rate);
    int count = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (count < 1 || count > MOST_A_UNIT) {
      throw new IllegalArgumentException(rate);
    }
    return new Arrivals(count, UNITS.get(matcher.group(2)), lasting);
  }

  /** How many arrive in all, at least one. */
  long messages() {
    return Math.max(1, lasting.toMillis() * count / unit.toMillis());
  }

  /**
   * When one of them is sent, since the first.
   *
   * @param index from 0
   */
  Duration at(long index) {
    long together = Math.min(LARGEST_BATCH, Math.max(1, count / unit.toSeconds()));
    long first = index - index % together;
    return Duration.ofMillis(first * unit.toMillis() / count);
  }
}
