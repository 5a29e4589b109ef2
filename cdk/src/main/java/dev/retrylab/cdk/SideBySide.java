package dev.retrylab.cdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How experiments are called that stand in one stack, and which can.
 *
 * <p>Their outputs are those of an experiment alone with {@code Of} and the scenario's name behind
 * it, such as {@code DlqUrlOfLongVisibility} for long-visibility: an output's name must be of
 * letters and digits. No output that an experiment has alone has {@code Of} in its name, so that no
 * two of these are ever the same.
 */
final class SideBySide {
  /**
   * Other names than an experiment has alone: CloudFormation makes the new resource before it
   * deletes the old one, and two of one name are refused.
   */
  static final String PREFIX = "retry-lab-side-";

  /** A function's name has at most 64 characters, and {@code -dlq-consumer} is the longest end. */
  private static final int LONGEST_NAME = 64 - PREFIX.length() - "-dlq-consumer".length();

  private SideBySide() {}

  /** The scenario's name in letters and digits: long-visibility is LongVisibility. */
  static String word(String scenario) {
    StringBuilder word = new StringBuilder();
    for (String part : scenario.split("-", -1)) {
      if (!part.isEmpty()) {
        word.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
      }
    }
    return word.toString();
  }

  /** What an output's name ends in. */
  static String outputSuffix(String scenario) {
    return "Of" + word(scenario);
  }

  /**
   * Makes sure that all names will differ and that none is too long.
   *
   * @throws InvalidInput with a sentence for each that cannot stand there
   */
  static void check(List<String> scenarios) {
    List<String> problems = new ArrayList<>();
    Map<String, String> byWord = new HashMap<>();
    for (String name : scenarios) {
      if (name.length() > LONGEST_NAME) {
        problems.add(
            "Scenario %s cannot stand beside others: its name has more than %d characters."
                .formatted(name, LONGEST_NAME));
      }
      String other = byWord.putIfAbsent(word(name), name);
      if (other != null) {
        problems.add(
            "Scenarios %s and %s cannot stand side by side: their outputs would have the same names."
                .formatted(other, name));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }
}
