package dev.retrylab.harness.scenario.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong, so that all of it can be said at once. */
public final class Problems {
  private final List<String> sentences = new ArrayList<>();

  /** Adds a sentence. */
  public void add(String sentence) {
    sentences.add(sentence);
  }

  /** Adds all that made a part of the scenario invalid. */
  public void add(InvalidScenario invalid) {
    sentences.addAll(invalid.problems());
  }

  /** Adds a sentence where a number is out of its range; both ends are allowed. */
  public void range(String key, int value, int min, int max) {
    if (value < min || value > max) {
      add("%s is %d, but must be %d to %d.".formatted(key, value, min, max));
    }
  }

  /** Adds a sentence where a duration is out of its range; both ends are allowed. */
  public void range(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      add(
          "%s is %s, but must be %s to %s."
              .formatted(
                  key,
                  DurationText.print(value),
                  DurationText.print(min),
                  DurationText.print(max)));
    }
  }

  /** The same of a duration that AWS takes in whole seconds. */
  public void rangeOfSeconds(String key, Duration value, Duration min, Duration max) {
    range(key, value, min, max);
    if (!DurationText.isWholeSeconds(value)) {
      add("%s is %s, but must be of whole seconds.".formatted(key, DurationText.print(value)));
    }
  }

  /**
   * Adds a sentence where a text does not match.
   *
   * @param allowed the end of "but must be"
   */
  public void matches(String key, String value, Pattern pattern, String allowed) {
    if (!pattern.matcher(value).matches()) {
      add("%s is \"%s\", but must be %s.".formatted(key, Shortened.of(value), allowed));
    }
  }

  /** How many sentences there are so far. */
  public int count() {
    return sentences.size();
  }

  /** Refuses the scenario if anything was wrong. */
  public void refuseIfAny() {
    if (!sentences.isEmpty()) {
      throw new InvalidScenario(sentences);
    }
  }
}
