package dev.retrylab.cdk;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.scenario.text.InvalidScenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which scenarios the stack holds: {@code -c scenario=NAME} is one, {@code -c scenarios=a,b} are
 * several side by side. {@code -c set.KEY=VALUE} applies to all of them.
 *
 * @param scenarios at least one, in the order in which they were asked for
 * @param sideBySide whether they were asked for as a list: then every name has the scenario's in it
 */
record Selection(List<Scenario> scenarios, boolean sideBySide) {
  private static final String ONE = "scenario";
  private static final String SEVERAL = "scenarios";
  private static final String OVERRIDE = "set.";

  /** It becomes part of queue and function names, which are short. */
  private static final int LONGEST_NAME = 40;

  Selection {
    scenarios = List.copyOf(scenarios);
  }

  /** The names, for people. */
  String names() {
    return scenarios.stream().map(Scenario::name).collect(Collectors.joining(", "));
  }

  /**
   * Reads the context of the CDK app.
   *
   * @throws InvalidInput with a sentence for each thing that is wrong
   */
  static Selection of(Map<String, String> context) {
    List<String> overrides = overrides(context);
    if (!context.containsKey(SEVERAL)) {
      String name = context.getOrDefault(ONE, "article");
      return new Selection(List.of(read(name, overrides)), false);
    }
    if (context.containsKey(ONE)) {
      throw new InvalidInput("Give either -c scenario=NAME or -c scenarios=a,b, not both.");
    }
    if (context.containsKey(OVERRIDE + "name")) {
      throw new InvalidInput("set.name goes with -c scenario=NAME: side by side names differ.");
    }
    List<String> names = names(context.get(SEVERAL));
    SideBySide.check(names);
    return new Selection(readAll(names, overrides), true);
  }

  /** As the reader of scenario files takes them: key=value. */
  private static List<String> overrides(Map<String, String> context) {
    return new TreeMap<>(context)
        .entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(OVERRIDE))
            .map(entry -> entry.getKey().substring(OVERRIDE.length()) + "=" + entry.getValue())
            .toList();
  }

  private static Scenario read(String name, List<String> overrides) {
    List<String> bundled = Scenarios.names();
    if (!bundled.contains(name)) {
      throw new InvalidInput(
          "Unknown scenario %s: choose one of %s with -c scenario=NAME."
              .formatted(name, String.join(", ", bundled)));
    }
    try {
      Scenario scenario = Scenarios.load(name, overrides, "-c " + OVERRIDE);
      if (scenario.name().length() > LONGEST_NAME) {
        throw new InvalidInput(
            "name is %s: it must be 1 to %d lower-case letters, digits and hyphens."
                .formatted(scenario.name(), LONGEST_NAME));
      }
      return scenario;
    } catch (InvalidScenario invalid) {
      throw new InvalidInput(invalid.problems());
    }
  }

  private static List<String> names(String list) {
    List<String> names = List.of(list.split(",", -1)).stream().map(String::strip).toList();
    if (names.contains("")) {
      throw new InvalidInput(
          "scenarios is \"%s\", but must be names separated by commas, as in -c scenarios=article,standard."
              .formatted(list));
    }
    Set<String> seen = new HashSet<>();
    List<String> twice = names.stream().filter(name -> !seen.add(name)).distinct().toList();
    if (!twice.isEmpty()) {
      throw new InvalidInput(
          "scenarios names %s twice: a stack holds each once."
              .formatted(String.join(" and ", twice)));
    }
    return names;
  }

  /** What is wrong with all of them is said once, what is wrong with some is said with whom. */
  private static List<Scenario> readAll(List<String> names, List<String> overrides) {
    List<Scenario> scenarios = new ArrayList<>();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (String name : names) {
      try {
        scenarios.add(read(name, overrides));
      } catch (InvalidInput e) {
        e.problems()
            .forEach(one -> problems.computeIfAbsent(one, any -> new ArrayList<>()).add(name));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(
          problems.entrySet().stream()
              .map(one -> sentence(one.getKey(), one.getValue(), names.size()))
              .toList());
    }
    return scenarios;
  }

  private static String sentence(String problem, List<String> concerned, int all) {
    boolean everybody = concerned.size() == all;
    return everybody || problem.startsWith("Unknown scenario")
        ? problem
        : String.join(", ", concerned) + ": " + problem;
  }
}
