package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.scenario.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * What was found before anything is sent.
 *
 * @param where account, region and stack, one sentence
 * @param endpoints that were talked to, such as {@code http://127.0.0.1:4566}
 * @param facts worth telling, one sentence each
 * @param problems one sentence each, with what to do; empty if a run can begin
 * @param deployed which scenarios the stack holds
 * @param found those of them that were looked at
 */
public record PreflightResult(
    String where,
    List<String> endpoints,
    List<String> facts,
    List<String> problems,
    Deployed deployed,
    List<Found> found) {

  /**
   * What a stack holds.
   *
   * @param scenarios their names; none where there is no usable stack
   * @param sideBySide whether they were deployed as a list
   */
  public record Deployed(List<String> scenarios, boolean sideBySide) {
    public Deployed {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * One scenario there.
   *
   * @param trigger what invokes the consumer
   * @param deployment empty where it could not be read
   * @param purged whether any of its queues was emptied
   */
  public record Found(
      String scenario, Trigger trigger, Optional<Deployment> deployment, boolean purged) {}

  public PreflightResult {
    endpoints = List.copyOf(endpoints);
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
    found = List.copyOf(found);
  }

  /** What is deployed of a scenario; empty where that is nothing or could not be read. */
  public Optional<Deployment> deployment(String scenario) {
    return found.stream()
        .filter(one -> one.scenario().equals(scenario))
        .flatMap(one -> one.deployment().stream())
        .findFirst();
  }

  /** Whether a run of each can begin. */
  public boolean ready() {
    return problems.isEmpty()
        && !found.isEmpty()
        && found.stream().allMatch(one -> one.deployment().isPresent());
  }
}
