package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cost.Estimate;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.scenario.Scenario;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says before anything is sent where it goes, and what it costs. */
public final class Announcement {
  private Announcement() {}

  /** Of one run. */
  public static void of(Scenario scenario, Target target, PrintWriter info) {
    target
        .whereabouts()
        .ifPresent(
            where -> {
              info.println(where);
              target.facts().forEach(info::println);
              info.println(estimate(scenario, target).sentence());
            });
    info.flush();
  }

  /**
   * Of several runs at one place, with what there is to know of the place. What there is to know of
   * each, doctor tells.
   *
   * @param facts whether what was found of each is told too, such as what was deleted
   */
  static void ofAll(
      List<Scenario> scenarios, ReadyTargets targets, boolean facts, PrintWriter info) {
    targets.of(scenarios.get(0)).whereabouts().ifPresent(info::println);
    List<Estimate> estimates = new ArrayList<>();
    Set<String> common = ofThePlace(scenarios.stream().map(targets::of).toList());
    common.forEach(info::println);
    for (Scenario scenario : scenarios) {
      Target target = targets.of(scenario);
      if (facts) {
        target.facts().stream().filter(fact -> !common.contains(fact)).forEach(info::println);
      }
      estimates.add(estimate(scenario, target));
    }
    info.println(
        "%d scenarios together. %s"
            .formatted(scenarios.size(), Estimate.together(estimates).sentence()));
    info.flush();
  }

  /** What is true of one scenario names it, so that no two say the same. */
  private static Set<String> ofThePlace(List<Target> targets) {
    Set<String> common = new LinkedHashSet<>(targets.get(0).facts());
    targets.forEach(target -> common.retainAll(target.facts()));
    return common;
  }

  private static Estimate estimate(Scenario scenario, Target target) {
    Scenario real = target.deployment().of(scenario);
    return Estimate.of(real, Hypotheses.predictAll(real));
  }
}
