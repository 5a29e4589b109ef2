package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Predicts messages that no function gets, since only the harness receives them. */
record LookedAt(Scenario scenario, RuleSet rules) {

  /**
   * A look is later than its time, and a send too: the one from the other may be a little sooner
   * than the scenario says.
   */
  private static final Duration EARLY = Duration.ofSeconds(5);

  /** Of a message in the source queue, while its mapping is disabled. */
  MessagePrediction inSource(MessageSpec message) {
    Looks looks = Looks.inSource(scenario, rules, message);
    int receives = looks.seenAt().size();
    boolean moves = looks.movedAt().isPresent();
    int countInDlq = rules.countRestartsInDlq() ? 1 : receives + 1;
    return prediction(
        message,
        looks,
        // A receive that does not count may or may not show as a higher count.
        rules.believes(Guess.LOOKING_IS_FREE)
            ? new IntRange(Math.min(1, receives), receives)
            : IntRange.exactly(receives),
        moves ? Optional.of(IntRange.exactly(countInDlq)) : Optional.empty(),
        scenario.steps().isEmpty()
            ? List.of(RulesOfSteps.MAPPING_DISABLED)
            : List.of(RulesOfSteps.LOOKING_COUNTS, RulesOfSteps.MOVED_AT_RECEIVE));
  }

  /** Of what a move task put into the spare queue. */
  MessagePrediction inSpare(MessageSpec message) {
    Looks looks = Looks.inSpare(scenario, message);
    // A task takes its time, so that nothing bounds the time from the move to the look.
    List<Duration> unbounded = looks.seenAt().stream().map(at -> message.sendAfter()).toList();
    return prediction(
        message,
        new Looks(unbounded, looks.movedAt()),
        IntRange.exactly(looks.seenAt().size()),
        Optional.empty(),
        List.of(RulesOfSteps.MOVED_IS_NEW));
  }

  private MessagePrediction prediction(
      MessageSpec message,
      Looks looks,
      IntRange receives,
      Optional<IntRange> dlqReceiveCount,
      List<Rule> because) {
    boolean moves = looks.movedAt().isPresent();
    return new MessagePrediction(
        message.key(),
        message.userId(),
        receives,
        IntRange.exactly(0),
        IntRange.exactly(0),
        Set.of(moves ? Fate.DEAD_LETTERED : Fate.QUEUED),
        dlqReceiveCount,
        IntRange.exactly(moves ? 1 : 0),
        looks.seenAt().stream().map(at -> sinceSent(at, message)).toList(),
        looks.movedAt().map(at -> sinceSent(at, message)),
        List.of(),
        Failures.in(scenario).upToReceive(message.behaviour()) < scenario.queue().maxReceiveCount(),
        /* mayGoUnrun= */ moves,
        sentences(because));
  }

  private static Duration sinceSent(Duration at, MessageSpec message) {
    Duration bound = at.minus(message.sendAfter()).minus(EARLY);
    return bound.isNegative() ? Duration.ZERO : bound;
  }

  private List<String> sentences(List<Rule> because) {
    List<Rule> applied = new ArrayList<>();
    rules.assumption().ifPresent(applied::add);
    applied.addAll(because);
    return applied.stream().map(Rule::sentence).toList();
  }

  /** What nobody is to see: a message that only another hypothesis expects. */
  static MessagePrediction never(MessageSpec message) {
    return new MessagePrediction(
        message.key(),
        message.userId(),
        IntRange.exactly(0),
        IntRange.exactly(0),
        Set.of(Fate.QUEUED),
        Optional.empty(),
        IntRange.exactly(0),
        List.<Duration>of(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
