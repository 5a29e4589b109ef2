package dev.retrylab.harness.scenario.text;

import java.util.List;

/**
 * A scenario that cannot be run as it is written. Holds everything that is wrong with it, not only
 * the first thing found.
 */
public final class InvalidScenario extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  /**
   * @param problems one sentence for each problem, at least one
   */
  public InvalidScenario(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem: the key, its value and what is allowed. */
  public List<String> problems() {
    return problems;
  }
}
