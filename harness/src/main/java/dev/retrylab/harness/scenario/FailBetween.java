package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Throws whenever it is run in a time of the run, and succeeds at any other: an outage of what the
 * function depends on.
 *
 * @param from since the start of the run, from 0 s
 * @param to since the start of the run, after {@code from}, at most 14 d; it does not fail then
 */
public record FailBetween(Duration from, Duration to) implements Behaviour {
  private static final Pattern BETWEEN = Pattern.compile("fail-between (\\S+) (\\S+)");
  private static final Pattern UNTIL = Pattern.compile("fail-until (\\S+)");
  private static final Duration LATEST = Duration.ofDays(14);

  public FailBetween {
    if (from.isNegative() || from.compareTo(to) >= 0 || to.compareTo(LATEST) > 0) {
      throw new IllegalArgumentException(
          "behaviour: it is to fail from %s to %s since the start, but must fail from 0s to 14d at most, and end later than it begins."
              .formatted(DurationText.print(from), DurationText.print(to)));
    }
  }

  static Optional<Behaviour> find(String word) {
    Matcher between = BETWEEN.matcher(word);
    if (between.matches()) {
      return Optional.of(
          new FailBetween(time("fail-between", between, 1), time("fail-between", between, 2)));
    }
    Matcher until = UNTIL.matcher(word);
    return until.matches()
        ? Optional.of(new FailBetween(Duration.ZERO, time("fail-until", until, 1)))
        : Optional.empty();
  }

  private static Duration time(String verb, Matcher matcher, int group) {
    return DurationText.parse("behaviour: " + verb, matcher.group(group));
  }

  @Override
  public String word() {
    return from.isZero()
        ? "fail-until " + DurationText.print(to)
        : "fail-between " + DurationText.print(from) + " " + DurationText.print(to);
  }

  @Override
  public String bodyWord(Instant start) {
    // From the start on is from ever: the function's clock may be behind that of whoever sends.
    long begins = from.isZero() ? 0 : start.plus(from).toEpochMilli();
    return "fail-between " + begins + " " + start.plus(to).toEpochMilli();
  }
}
