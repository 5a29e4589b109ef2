package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets the message's own visibility timeout and throws, at every receive: what people do to wait
 * longer, or shorter, before the next try. The wait may grow with each receive.
 *
 * @param first after the first receive, in whole seconds, up to 11 h: SQS allows 12 h since the
 *     receive, of which the run takes its part
 * @param factor by which each is longer than the one before, 2 to 10; 1 where all are the same
 * @param most none is longer, from {@code first} to 11 h; {@code first} where all are the same
 */
public record FailWithVisibility(Duration first, int factor, Duration most) implements Behaviour {
  private static final Pattern VISIBILITY = Pattern.compile("fail-with-visibility (\\S+)");
  private static final Pattern BACKOFF =
      Pattern.compile("fail-with-backoff (\\S+) x(\\d{1,4}) max (\\S+)");
  private static final Duration LONGEST = Duration.ofHours(11);

  public FailWithVisibility {
    boolean whole = DurationText.isWholeSeconds(first) && DurationText.isWholeSeconds(most);
    if (first.isNegative() || first.compareTo(most) > 0 || most.compareTo(LONGEST) > 0 || !whole) {
      throw new IllegalArgumentException(
          "behaviour: the visibility timeout that it sets goes from %s to %s, but must be 0s to 11h in whole seconds, and no less at last than at first."
              .formatted(DurationText.print(first), DurationText.print(most)));
    }
    boolean grows = factor > 1 && !first.isZero();
    if (factor < 1 || factor > 10 || (!grows && !first.equals(most))) {
      throw new IllegalArgumentException(
          "behaviour: fail-with-backoff goes from %s by x%d to %s, but must begin with 1s or more and grow by x2 to x10."
              .formatted(DurationText.print(first), factor, DurationText.print(most)));
    }
  }

  static Optional<Behaviour> find(String word) {
    Matcher visibility = VISIBILITY.matcher(word);
    if (visibility.matches()) {
      Duration same = duration("fail-with-visibility", visibility.group(1));
      return Optional.of(new FailWithVisibility(same, 1, same));
    }
    Matcher backoff = BACKOFF.matcher(word);
    return backoff.matches()
        ? Optional.of(
            new FailWithVisibility(
                duration("fail-with-backoff", backoff.group(1)),
                Integer.parseInt(backoff.group(2)),
                duration("fail-with-backoff", backoff.group(3))))
        : Optional.empty();
  }

  private static Duration duration(String verb, String text) {
    return DurationText.parse("behaviour: " + verb, text);
  }

  /**
   * What it sets at a receive.
   *
   * @param receiveCount from 1
   */
  public Duration atReceive(int receiveCount) {
    Duration timeout = first;
    for (int i = 1; i < receiveCount && timeout.compareTo(most) < 0; i++) {
      timeout = timeout.multipliedBy(factor);
    }
    return timeout.compareTo(most) < 0 ? timeout : most;
  }

  @Override
  public String word() {
    return factor == 1
        ? "fail-with-visibility " + DurationText.print(first)
        : "fail-with-backoff %s x%d max %s"
            .formatted(DurationText.print(first), factor, DurationText.print(most));
  }

  @Override
  public String bodyWord(Instant start) {
    return factor == 1
        ? "fail-with-visibility " + first.toSeconds()
        : "fail-with-backoff %d x%d max %d".formatted(first.toSeconds(), factor, most.toSeconds());
  }
}
