package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which scenarios, one or several, with which settings. */
public final class ScenarioList {
  @Parameters(
      arity = "0..*",
      paramLabel = "SCENARIO|FILE",
      completionCandidates = ScenarioOptions.Names.class,
      description =
          "Names of bundled scenarios, or paths of YAML files. Several are run at the same time,"
              + " with one table. Default: article.")
  private List<String> names = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Changes a setting, for example queue.visibilityTimeout=200s, of each scenario."
              + " Repeatable.")
  private List<String> overrides = List.of();

  /**
   * Refuses scenarios or settings beside an option that leaves no room for them.
   *
   * @throws UsageError where any was given
   */
  public void refuseAny(String why) {
    if (!names.isEmpty() || !overrides.isEmpty()) {
      throw new UsageError(why + ": leave the scenario and --set out.");
    }
  }

  /**
   * Loads them.
   *
   * @throws UsageError where two have the same name: on AWS they would share their queues
   */
  public List<Scenario> load() {
    List<Scenario> scenarios =
        (names.isEmpty() ? List.of("article") : names)
            .stream().map(name -> Scenarios.load(name, overrides)).toList();
    Set<String> seen = new HashSet<>();
    scenarios.stream()
        .map(Scenario::name)
        .filter(name -> !seen.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageError(
                  "Scenario %s is named twice. Run it twice, one after the other.".formatted(name));
            });
    return scenarios;
  }
}
