package dev.retrylab.cdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values of a scenario by their dotted keys, still as text. Reading one that is out of order
 * notes a problem and goes on with the default, so that all problems can be told at once.
 */
final class Values {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

  private final Map<String, String> byKey;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> unsound = new HashSet<>();

  Values(Map<String, String> byKey) {
    this.byKey = Map.copyOf(byKey);
  }

  String text(String key, String ifMissing) {
    return byKey.getOrDefault(key, ifMissing);
  }

  /** It becomes part of queue and function names, which are short. */
  String name(String key) {
    String value = text(key, "");
    if (!NAME.matcher(value).matches()) {
      refuse(key, "it must be 1 to 40 lower-case letters, digits and hyphens");
    }
    return value;
  }

  /** One of some words. */
  String choice(String key, String ifMissing, String... others) {
    List<String> words = new ArrayList<>(List.of(ifMissing));
    words.addAll(List.of(others));
    String value = text(key, ifMissing);
    if (words.contains(value)) {
      return value;
    }
    refuse(key, "it must be " + String.join(" or ", words));
    return ifMissing;
  }

  /** A whole number that need not be given. */
  OptionalInt integer(String key, int min, int max) {
    return byKey.containsKey(key)
        ? OptionalInt.of(integer(key, min, min, max, ""))
        : OptionalInt.empty();
  }

  int integer(String key, int ifMissing, int min, int max) {
    return integer(key, ifMissing, min, max, "");
  }

  /** {@code where} says under which circumstance the range holds. */
  int integer(String key, int ifMissing, int min, int max, String where) {
    String value = text(key, Integer.toString(ifMissing));
    if (value.matches("0|-?[1-9][0-9]{0,8}")) {
      int number = Integer.parseInt(value);
      if (min <= number && number <= max) {
        return number;
      }
    }
    refuse(key, "it must be a whole number from %d to %d%s".formatted(min, max, where));
    return ifMissing;
  }

  Duration duration(String key, String ifMissing, String min, String max) {
    return duration(key, ifMissing, min, max, "");
  }

  /** {@code where} says under which circumstance the range holds. */
  Duration duration(String key, String ifMissing, String min, String max, String where) {
    Optional<Duration> value = DurationText.parse(text(key, ifMissing));
    if (value.isPresent() && within(value.get(), parse(min), parse(max))) {
      return value.get();
    }
    String range = min.equals(max) ? min : "from %s to %s".formatted(min, max);
    String hint = value.isPresent() ? "" : ", with a unit as in 30s or 1h30m";
    refuse(key, "it must be %s%s%s".formatted(range, where, hint));
    return parse(ifMissing);
  }

  /** Whether the scenario says anything of the key. */
  boolean given(String key) {
    return byKey.containsKey(key);
  }

  /** Whether none of the keys was refused, so that their values can be held against each other. */
  boolean sound(String... keys) {
    return Set.of(keys).stream().noneMatch(unsound::contains);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  void throwIfAnyProblem() {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private void refuse(String key, String rule) {
    unsound.add(key);
    problem("%s is %s: %s.".formatted(key, text(key, "missing"), rule));
  }

  private static Duration parse(String text) {
    return DurationText.parse(text).orElseThrow();
  }

  private static boolean within(Duration value, Duration min, Duration max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }
}
