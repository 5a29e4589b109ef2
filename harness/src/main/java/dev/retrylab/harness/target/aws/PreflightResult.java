package dev.retrylab.harness.target.aws;

import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.target.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What was found before anything is sent.
 *
 * @param where account, region and stack, one sentence
 * @param facts worth telling, one sentence each
 * @param problems one sentence each, with what to do; empty if a run can begin
 * @param scenario the name of the scenario that is deployed, where the stack was found
 * @param trigger what invokes the consumer there, where the stack was found
 * @param deployment empty where it could not be read
 */
public record PreflightResult(
    String where,
    List<String> facts,
    List<String> problems,
    Optional<String> scenario,
    Optional<Trigger> trigger,
    Optional<Deployment> deployment) {

  public PreflightResult {
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
  }

  /** Whether a run can begin. */
  public boolean ready() {
    return problems.isEmpty() && deployment.isPresent();
  }
}
