package dev.retrylab.harness.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong, so that all of it can be said at once. */
final class Problems {
  private final List<String> sentences = new ArrayList<>();

  void add(String sentence) {
    sentences.add(sentence);
  }

  void add(InvalidScenario invalid) {
    sentences.addAll(invalid.problems());
  }

  void range(String key, int value, int min, int max) {
    if (value < min || value > max) {
      add("%s is %d, but must be %d to %d.".formatted(key, value, min, max));
    }
  }

  void range(String key, Duration value, Duration min, Duration max) {
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
  void rangeOfSeconds(String key, Duration value, Duration min, Duration max) {
    range(key, value, min, max);
    if (!DurationText.isWholeSeconds(value)) {
      add("%s is %s, but must be of whole seconds.".formatted(key, DurationText.print(value)));
    }
  }

  void matches(String key, String value, Pattern pattern, String allowed) {
    if (!pattern.matcher(value).matches()) {
      add("%s is \"%s\", but must be %s.".formatted(key, Shortened.of(value), allowed));
    }
  }

  int count() {
    return sentences.size();
  }

  /** Refuses the scenario if anything was wrong. */
  void refuseIfAny() {
    if (!sentences.isEmpty()) {
      throw new InvalidScenario(sentences);
    }
  }
}
