package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.PossibleExpiry;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function without a place to run: every invocation is throttled. How many receives that costs is
 * not settled, so all of them are allowed.
 */
final class NeverInvokedPredictor {
  private final Scenario scenario;
  private final int limit;
  private final int countInDlq;
  private final ThrottledInDlq inDlq;
  private final ReceiveTimes times;
  private final Failures fails;

  NeverInvokedPredictor(Scenario scenario, RuleSet rules, int limit) {
    this.scenario = scenario;
    this.limit = limit;
    this.countInDlq = rules.believes(Belief.COUNT_RESTARTS_IN_DLQ) ? 1 : limit + 1;
    this.inDlq = ThrottledInDlq.of(scenario, limit);
    QueueSettings queue = scenario.queue();
    // No upper bound of time matters here.
    this.times =
        new ReceiveTimes(
            queue.delay(), queue.delay(), scenario.queueVisibility().shortest(), Duration.ZERO);
    this.fails = Failures.in(scenario);
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
    List<Rule> because =
        new ArrayList<>(List.of(DocumentedRules.THROTTLE, DocumentedRules.RETENTION));
    List<PossibleExpiry> expiries =
        new ArrayList<>(List.of(PossibleExpiry.inSource(scenario.queue())));
    if (moves && !arrives) {
      because.add(DocumentedRules.DLQ_RETENTION);
      expiries.add(PossibleExpiry.inDlq(scenario.queue(), times.receive(limit + 1)));
    }
    return new MessagePrediction(
        receives,
        IntRange.exactly(0),
        IntRange.exactly(0),
        fates,
        arrives ? Optional.of(inDlq.counts(countInDlq)) : Optional.empty(),
        new IntRange(0, arrives ? 1 : 0),
        times.receives(receives.max()),
        moves ? Optional.of(times.receive(limit + 1)) : Optional.empty(),
        List.of(),
        expiries,
        /* triedFor= */ Duration.ZERO,
        fails.upToReceive(message) < limit,
        /* mayGoUnrun= */ arrives,
        because);
  }

  /** sup-dlq-retention-clock: a standard dead-letter queue counts from the first sending. */
  private boolean goneWithTheMove() {
    QueueSettings queue = scenario.queue();
    return queue.type() == QueueType.STANDARD
        && times.receive(limit + 1).compareTo(queue.dlqRetention()) >= 0;
  }
}
