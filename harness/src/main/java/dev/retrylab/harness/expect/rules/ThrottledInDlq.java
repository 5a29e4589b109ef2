package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.stack.StackPlan;
import java.time.Duration;

/**
 * What throttling does to a message in the dead-letter queue: its first receives may come to no
 * run, and so nobody sees it for a while.
 *
 * @param receives how many of them at the most
 * @param longest how long nobody sees it, at the most
 * @param unseen whether it may be gone before anybody has seen it
 */
record ThrottledInDlq(int receives, Duration longest, boolean unseen) {
  /** One long poll, as in the source queue ({@code lim-receive}). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  /**
   * Of a scenario.
   *
   * @param runs how often each message can run
   */
  static ThrottledInDlq of(Scenario scenario, long runs) {
    Concurrency concurrency = Concurrency.of(scenario);
    if (!concurrency.throttlesDlq()) {
      return new ThrottledInDlq(0, Duration.ZERO, false);
    }
    Duration visibility = StackPlan.alone(scenario).dlqVisibilityTimeout();
    Duration retention = scenario.queue().dlqRetention();
    Duration wait =
        concurrency.longestWaitInDlq(scenario, runs, visibility.plus(LONG_POLL), retention);
    int receives = (int) wait.dividedBy(visibility) + 1;
    return new ThrottledInDlq(receives, wait, wait.compareTo(retention) >= 0);
  }

  /**
   * The receive count with which it is seen.
   *
   * @param first of its first receive there
   */
  IntRange counts(int first) {
    return new IntRange(first, first + receives);
  }
}
