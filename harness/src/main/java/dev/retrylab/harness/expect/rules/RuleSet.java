package dev.retrylab.harness.expect.rules;

import java.util.Optional;

/**
 * The rules that a hypothesis takes to hold: those that are documented, but for one.
 *
 * @param belief what it believes instead of the documentation; empty for what is documented
 * @param phantomReceives how many receives of a message may be counted that no function got, at
 *     least 0
 */
public record RuleSet(Optional<Belief> belief, int phantomReceives) {

  /** What AWS documents. */
  public static RuleSet documented() {
    return new RuleSet(Optional.empty(), 0);
  }

  /** Whether this is the belief that replaces a documented rule. */
  public boolean believes(Belief one) {
    return belief.equals(Optional.of(one));
  }
}
