package dev.retrylab.harness.expect.rules.step;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.Failures;
import dev.retrylab.harness.expect.rules.RuleSet;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Predicts messages that no function gets, since only the harness receives them. */
record ManualReceivePredictor(Scenario scenario, RuleSet rules) {

  /**
   * A look is later than its time, and a send too: the one from the other may be a little sooner
   * than the scenario says.
   */
  private static final Duration EARLY = Duration.ofSeconds(5);

  /** Of the messages in the source queue, by their keys, while its mapping is disabled. */
  Map<String, MessagePrediction> inSource() {
    Map<String, MessagePrediction> all = new LinkedHashMap<>();
    scenario.messages().forEach(message -> all.put(message.key(), inSource(message)));
    return all;
  }

  private MessagePrediction inSource(MessageSpec message) {
    ManualReceives looks = ManualReceives.inSource(scenario, rules, message);
    int receives = looks.seenAt().size();
    boolean moves = looks.movedAt().isPresent();
    int countInDlq = rules.believes(Belief.COUNT_RESTARTS_IN_DLQ) ? 1 : receives + 1;
    return prediction(
        message,
        looks,
        // A receive that does not count may or may not show as a higher count.
        rules.believes(Belief.LOOKING_IS_FREE)
            ? new IntRange(Math.min(1, receives), receives)
            : IntRange.exactly(receives),
        moves ? Optional.of(IntRange.exactly(countInDlq)) : Optional.empty(),
        scenario.steps().isEmpty()
            ? List.of(StepRules.MAPPING_DISABLED)
            : List.of(StepRules.LOOKING_COUNTS, StepRules.MOVED_AT_RECEIVE));
  }

  /** Of what a move task put into the spare queue. */
  MessagePrediction inSpare(MessageSpec message) {
    ManualReceives looks = ManualReceives.inSpare(scenario, message);
    // A task takes its time, so that nothing bounds the time from the move to the look.
    List<Duration> unbounded = looks.seenAt().stream().map(at -> message.sendAfter()).toList();
    return prediction(
        message,
        new ManualReceives(unbounded, looks.movedAt()),
        IntRange.exactly(looks.seenAt().size()),
        Optional.empty(),
        List.of(StepRules.MOVED_IS_NEW));
  }

  private MessagePrediction prediction(
      MessageSpec message,
      ManualReceives looks,
      IntRange receives,
      Optional<IntRange> dlqReceiveCount,
      List<Rule> because) {
    boolean moves = looks.movedAt().isPresent();
    return new MessagePrediction(
        receives,
        IntRange.exactly(0),
        IntRange.exactly(0),
        Set.of(moves ? Fate.DEAD_LETTERED : Fate.QUEUED),
        dlqReceiveCount,
        IntRange.exactly(moves ? 1 : 0),
        looks.seenAt().stream().map(at -> sinceSent(at, message)).toList(),
        looks.movedAt().map(at -> sinceSent(at, message)),
        List.of(),
        List.of(),
        /* triedFor= */ Duration.ZERO,
        Failures.in(scenario).upToReceive(message) < scenario.queue().maxReceiveCount(),
        /* mayGoUnrun= */ moves,
        applied(because));
  }

  private static Duration sinceSent(Duration at, MessageSpec message) {
    Duration bound = at.minus(message.sendAfter()).minus(EARLY);
    return bound.isNegative() ? Duration.ZERO : bound;
  }

  private List<Rule> applied(List<Rule> because) {
    List<Rule> applied = new ArrayList<>();
    rules.belief().map(Belief::rule).ifPresent(applied::add);
    applied.addAll(because);
    return applied;
  }
}
