package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.scenario.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * What the checks found before anything is sent.
 *
 * @param where account, region and stack, one sentence
 * @param endpoints that were talked to, such as {@code http://127.0.0.1:4566}
 * @param facts worth telling, one sentence each
 * @param problems one sentence each, with what to do; empty if a run can begin
 * @param deployed which scenarios the stack holds
 * @param checked those of them that were checked
 */
public record PreflightResult(
    String where,
    List<String> endpoints,
    List<String> facts,
    List<String> problems,
    DeployedScenarios deployed,
    List<CheckedScenario> checked) {

  /**
   * What a stack holds.
   *
   * @param scenarios their names; none where there is no usable stack
   * @param sideBySide whether they were deployed as a list
   */
  public record DeployedScenarios(List<String> scenarios, boolean sideBySide) {
    public DeployedScenarios {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * A scenario that was checked.
   *
   * @param trigger what invokes the consumer
   * @param deployment empty where it could not be read
   * @param toPurge its queues that hold messages, where these are to be deleted
   */
  public record CheckedScenario(
      String scenario, Trigger trigger, Optional<Deployment> deployment, List<FullQueue> toPurge) {
    public CheckedScenario {
      toPurge = List.copyOf(toPurge);
    }
  }

  /**
   * A queue that is not empty.
   *
   * @param name what people call it
   * @param messages about how many it holds, at least 1
   */
  record FullQueue(String name, String url, long messages) {
    /** What it holds, as in "about 7 messages". */
    String content() {
      return "about %d %s".formatted(messages, messages == 1 ? "message" : "messages");
    }
  }

  public PreflightResult {
    endpoints = List.copyOf(endpoints);
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
    checked = List.copyOf(checked);
  }

  /** What is deployed of a scenario; empty where that is nothing or could not be read. */
  public Optional<Deployment> deployment(String scenario) {
    return checked.stream()
        .filter(one -> one.scenario().equals(scenario))
        .flatMap(one -> one.deployment().stream())
        .findFirst();
  }

  /** Whether a run of each can begin. */
  public boolean ready() {
    return problems.isEmpty()
        && !checked.isEmpty()
        && checked.stream().allMatch(one -> one.deployment().isPresent());
  }
}
