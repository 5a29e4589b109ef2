package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function without a place to run: every invocation is throttled. How many receives that costs is
 * not settled, so all of them are allowed.
 */
final class NeverRuns {
  private final Scenario scenario;
  private final int limit;
  private final int countInDlq;
  private final Times times;
  private final Failures fails;
  private final List<String> because;
  private final List<String> becauseGone;

  NeverRuns(Scenario scenario, RuleSet rules, int limit) {
    this.scenario = scenario;
    this.limit = limit;
    this.countInDlq = rules.countRestartsInDlq() ? 1 : limit + 1;
    QueueSettings queue = scenario.queue();
    // No upper bound of time matters here.
    this.times = new Times(queue.delay(), queue.delay(), queue.visibilityTimeout(), Duration.ZERO);
    this.fails = Failures.in(scenario);
    this.because =
        List.of(DocumentedRules.THROTTLE.sentence(), DocumentedRules.RETENTION.sentence());
    this.becauseGone =
        List.of(
            DocumentedRules.THROTTLE.sentence(),
            DocumentedRules.RETENTION.sentence(),
            DocumentedRules.DLQ_RETENTION.sentence());
  }

  MessagePrediction predict(MessageSpec message) {
    int possible = times.possibleBefore(scenario.queue().retention(), limit + 1);
    boolean moves = scenario.queue().deadLetterQueue() && possible > limit;
    IntRange receives = new IntRange(0, Math.min(limit, possible));
    Set<Fate> fates = EnumSet.of(Fate.EXPIRED);
    boolean arrives = moves && !goneWithTheMove();
    if (arrives) {
      fates.add(Fate.DEAD_LETTERED);
    }
    return new MessagePrediction(
        message.key(),
        message.userId(),
        receives,
        IntRange.exactly(0),
        IntRange.exactly(0),
        fates,
        arrives ? Optional.of(IntRange.exactly(countInDlq)) : Optional.empty(),
        new IntRange(0, arrives ? 1 : 0),
        new EvenSteps(times.first(), times.interval(), receives.max()),
        moves ? Optional.of(times.receive(limit + 1)) : Optional.empty(),
        List.of(),
        fails.upToReceive(message.behaviour()) < limit,
        /* mayGoUnrun= */ arrives,
        moves && !arrives ? becauseGone : because);
  }

  /** sup-dlq-retention-clock: a standard dead-letter queue counts from the first sending. */
  private boolean goneWithTheMove() {
    QueueSettings queue = scenario.queue();
    return queue.type() == QueueType.STANDARD
        && times.receive(limit + 1).compareTo(queue.dlqRetention()) >= 0;
  }
}
