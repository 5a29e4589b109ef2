package dev.retrylab.harness.expect.rules.step;

import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.RuleSet;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the receives of the harness do to one message in a queue that nobody else receives from.
 *
 * @param seenAt the times, since the start of the run, of the receives that returned it
 * @param movedAt when the redrive policy moved it, if it did
 */
record ManualReceives(List<Duration> seenAt, Optional<Duration> movedAt) {

  /** In the source queue, while its mapping is disabled. */
  static ManualReceives inSource(Scenario scenario, RuleSet rules, MessageSpec message) {
    QueueSettings queue = scenario.queue();
    boolean counts = queue.deadLetterQueue() && !rules.believes(Belief.LOOKING_IS_FREE);
    int limit = counts ? queue.maxReceiveCount() : Integer.MAX_VALUE;
    return in(
        at(scenario, QueueRole.SOURCE),
        message.sendAfter().plus(queue.delay()),
        limit,
        rules.believes(Belief.MOVE_IN_BACKGROUND));
  }

  /** In the spare queue, which has no dead-letter queue. */
  static ManualReceives inSpare(Scenario scenario, MessageSpec message) {
    return in(at(scenario, QueueRole.SPARE), message.sendAfter(), Integer.MAX_VALUE, false);
  }

  private static List<Step.Receive> at(Scenario scenario, QueueRole queue) {
    return scenario.steps().stream()
        .filter(Step.Receive.class::isInstance)
        .map(Step.Receive.class::cast)
        .filter(receive -> receive.queue() == queue)
        .toList();
  }

  private static ManualReceives in(
      List<Step.Receive> receives, Duration since, int limit, boolean movesByItself) {
    List<Duration> seen = new ArrayList<>();
    Duration visible = since;
    for (Step.Receive receive : receives) {
      if (receive.at().compareTo(visible) < 0) {
        continue;
      }
      if (seen.size() == limit) {
        return new ManualReceives(seen, Optional.of(movesByItself ? visible : receive.at()));
      }
      seen.add(receive.at());
      visible = receive.at().plus(receive.visibilityTimeout());
    }
    return new ManualReceives(
        seen, movesByItself && seen.size() == limit ? Optional.of(visible) : Optional.empty());
  }
}
