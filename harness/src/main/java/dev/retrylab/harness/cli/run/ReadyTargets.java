package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.scenario.Scenario;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Targets of several scenarios, all looked at before anything is sent to any: where one is not
 * ready, none is run.
 */
final class ReadyTargets implements AutoCloseable {
  private final Map<String, Target> targets = new HashMap<>();

  private ReadyTargets() {}

  /**
   * Opens them all.
   *
   * @throws TargetUnusable with a sentence for each thing that is wrong with any of them
   */
  static ReadyTargets open(List<Scenario> scenarios, ParallelRuns.Opening opening) {
    ReadyTargets ready = new ReadyTargets();
    // What is the matter with the whole place is said once.
    Set<String> problems = new LinkedHashSet<>();
    try {
      for (Scenario scenario : scenarios) {
        try {
          ready.targets.put(scenario.name(), opening.open(scenario));
        } catch (TargetUnusable e) {
          e.getMessage().lines().forEach(problems::add);
        }
      }
    } catch (RuntimeException e) {
      ready.close();
      throw e;
    }
    if (!problems.isEmpty()) {
      ready.close();
      throw new TargetUnusable(String.join("\n", problems));
    }
    return ready;
  }

  Target of(Scenario scenario) {
    return targets.get(scenario.name());
  }

  /** Closes them; those that were closed before take no harm. */
  @Override
  public void close() {
    targets.values().forEach(Target::close);
  }
}
