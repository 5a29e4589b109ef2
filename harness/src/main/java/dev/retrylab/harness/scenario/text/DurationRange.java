package dev.retrylab.harness.scenario.text;

import java.time.Duration;

/**
 * A duration, or any duration between two: {@code 2s}, {@code 200ms..2s}.
 *
 * @param least at least 0 s
 * @param most at most 15 m
 */
public record DurationRange(Duration least, Duration most) {
  /** The end of "but must be". */
  public static final String ALLOWED = "0s to 15m, or a range within that such as 200ms..2s";

  private static final String TO = "..";
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** Nothing at all. */
  public static final DurationRange NONE = exactly(Duration.ZERO);

  /** The range of one duration only. */
  public static DurationRange exactly(Duration duration) {
    return new DurationRange(duration, duration);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is neither a duration nor two with {@code ..}
   *     between them
   */
  static DurationRange parse(String text) {
    int between = text.indexOf(TO);
    return between < 0
        ? exactly(DurationText.parse(text))
        : new DurationRange(
            DurationText.parse(text.substring(0, between)),
            DurationText.parse(text.substring(between + TO.length())));
  }

  /** Adds a sentence to the problems where the range is none that is allowed. */
  public void check(String key, Problems problems) {
    if (least.isNegative() || least.compareTo(most) > 0 || most.compareTo(LONGEST) > 0) {
      problems.add("%s is %s, but must be %s.".formatted(key, this, ALLOWED));
    }
  }

  /**
   * One of them, to the millisecond, by the key of a message: always the same for the same key, and
   * spread evenly over many.
   */
  public Duration draw(String key) {
    if (least.equals(most)) {
      return least;
    }
    return least.plusMillis(Draw.by(key, most.minus(least).toMillis() + 1));
  }

  /** As scenario files write it. */
  @Override
  public String toString() {
    String first = DurationText.print(least);
    return least.equals(most) ? first : first + TO + DurationText.print(most);
  }
}
