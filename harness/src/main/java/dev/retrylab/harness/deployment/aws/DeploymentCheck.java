package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.deployment.aws.PreflightResult.CheckedScenario;
import dev.retrylab.harness.deployment.aws.PreflightResult.DeployedScenarios;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what is deployed is what a scenario needs. */
final class DeploymentCheck {
  private DeploymentCheck() {}

  /**
   * The scenario as it is deployed.
   *
   * @throws TargetUnusable with a sentence for each thing that is wrong
   */
  static CheckedScenario found(Scenario scenario, PreflightResult result) {
    String name = scenario.name();
    List<String> problems = new ArrayList<>(result.problems());
    Optional<CheckedScenario> found =
        result.checked().stream().filter(one -> one.scenario().equals(name)).findFirst();
    DeployedScenarios deployed = result.deployed();
    if (!deployed.scenarios().isEmpty() && !deployed.scenarios().contains(name)) {
      problems.add(otherScenario(deployed, name));
    }
    found
        .map(CheckedScenario::trigger)
        .filter(trigger -> trigger != scenario.trigger())
        .ifPresent(trigger -> problems.add(otherTrigger(trigger, scenario, deployed)));
    refuseIfAny(result.where(), problems);
    return found
        .filter(one -> one.deployment().isPresent())
        .orElseThrow(() -> new TargetUnusable(result.where()));
  }

  /**
   * @throws TargetUnusable where there is a problem
   */
  static void refuseIfAny(String where, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new TargetUnusable(where + "\n" + String.join("\n", problems));
    }
  }

  private static String otherScenario(DeployedScenarios deployed, String asked) {
    List<String> there = deployed.scenarios();
    if (!deployed.sideBySide()) {
      return "The stack has scenario %s deployed, not %s. Run cdk deploy -c scenario=%s, or retry-lab run %s."
          .formatted(there.get(0), asked, asked, there.get(0));
    }
    return "The stack has scenarios %s deployed, not %s. Run cdk deploy -c scenarios=%s,%s, or retry-lab run %s."
        .formatted(String.join(", ", there), asked, String.join(",", there), asked, there.get(0));
  }

  private static String otherTrigger(
      Trigger trigger, Scenario scenario, DeployedScenarios deployed) {
    String sentence =
        "The stack is deployed with trigger.type %s, not %s. Run cdk deploy -c scenario=%s -c set.trigger.type=%s."
            .formatted(
                trigger.word(),
                scenario.trigger().word(),
                scenario.name(),
                scenario.trigger().word());
    return deployed.sideBySide() ? scenario.name() + ": " + sentence : sentence;
  }
}
