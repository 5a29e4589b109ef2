package dev.retrylab.harness.expect.rules.step;

import static dev.retrylab.harness.expect.rules.Durations.max;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.RuleSet;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Predicts a scenario in which the harness acts itself: its messages and what its steps bring. */
public final class StepPredictor {
  /** A metric is of a whole minute, and may be of the one before. */
  private static final Duration METRIC = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final RuleSet rules;
  private final MoveTaskPredictor moves;
  private final Map<String, MessagePrediction> found;

  /** Of a scenario under a set of rules. */
  public StepPredictor(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.moves = MoveTaskPredictor.follow(scenario, rules);
    this.found = moves.predictions();
  }

  /** What move tasks make, beyond the messages of the scenario. */
  public List<MessageSpec> moved() {
    return moves.moved();
  }

  /** The predictions by the message's key. */
  public Map<String, MessagePrediction> messages() {
    if (scenario.mapping().dlqEnabled()) {
      return found;
    }
    Map<MessagePrediction, MessagePrediction> unreceived = new HashMap<>();
    Map<String, MessagePrediction> seen = new LinkedHashMap<>();
    found.forEach(
        (key, expected) ->
            seen.put(
                key,
                scenario.steps().isEmpty()
                    ? unreceived.computeIfAbsent(expected, StepPredictor::unreceived)
                    : asLookedAt(key, expected)));
    return seen;
  }

  /** Where the harness itself looks into the dead-letter queue, it sees what is there just then. */
  private MessagePrediction asLookedAt(String key, MessagePrediction expected) {
    List<TimeInDlq> stays = moves.stays().stream().filter(stay -> stay.key().equals(key)).toList();
    boolean certain = looksAtDlq(look -> stays.stream().anyMatch(stay -> stay.certainAt(look)));
    boolean possible = looksAtDlq(look -> stays.stream().anyMatch(stay -> stay.possibleAt(look)));
    IntRange all = expected.dlqCopies();
    IntRange copies = certain ? all : new IntRange(0, possible ? all.max() : 0);
    return expected.inDlq(
        copies,
        possible ? expected.dlqReceiveCount() : Optional.empty(),
        // Until it is seen there, nothing tells it from one that is still in the source queue.
        !certain && expected.fates().contains(Fate.DEAD_LETTERED));
  }

  /** Where nobody looks, the queues' own counts tell that a message is there. */
  private static MessagePrediction unreceived(MessagePrediction expected) {
    return expected.dlqCopies().max() == 0
        ? expected
        : expected
            .inDlq(IntRange.exactly(0), Optional.empty(), /* mayGoUnseen= */ false)
            .alsoBecause(StepRules.DLQ_UNRECEIVED);
  }

  private boolean looksAtDlq(Predicate<Duration> at) {
    return scenario.steps().stream()
        .filter(step -> step instanceof Step.Receive look && look.queue() == QueueRole.DLQ)
        .map(Step::at)
        .anyMatch(at);
  }

  /** What each step brings, in its order. */
  public List<StepPrediction> steps() {
    List<StepPrediction> steps = new ArrayList<>();
    for (Step step : scenario.steps()) {
      steps.add(new StepPrediction(steps.size() + 1, step.what(), quantities(step)));
    }
    return steps;
  }

  private Map<String, IntRange> quantities(Step step) {
    if (step instanceof Step.Receive receive) {
      return Map.of(StepPrediction.MESSAGES, received(receive));
    }
    if (step instanceof Step.MoveTask move) {
      return moved(move);
    }
    if (step instanceof Step.ReadMetrics) {
      return metrics(step.at());
    }
    if (step instanceof Step.SetQueue) {
      return Map.of(StepPrediction.REFUSED, IntRange.exactly(0));
    }
    boolean otherType =
        scenario.queue().spareQueue().filter(type -> type != scenario.queue().type()).isPresent();
    boolean refused = otherType && !rules.believes(Belief.ANY_DLQ_TYPE);
    return Map.of(StepPrediction.REFUSED, IntRange.exactly(refused ? 1 : 0));
  }

  private IntRange received(Step.Receive receive) {
    return switch (receive.queue()) {
      case DLQ -> inDlq(receive.at());
      case SOURCE ->
          IntRange.exactly(
              (int)
                  scenario.messages().stream()
                      .map(message -> ManualReceives.inSource(scenario, rules, message))
                      .filter(looks -> looks.seenAt().contains(receive.at()))
                      .count());
      case SPARE ->
          IntRange.exactly(
              (int)
                  moves.inSpare().stream()
                      .filter(message -> message.sendAfter().compareTo(receive.at()) <= 0)
                      .count());
    };
  }

  private IntRange inDlq(Duration time) {
    int certain = (int) moves.stays().stream().filter(stay -> stay.certainAt(time)).count();
    int possible = (int) moves.stays().stream().filter(stay -> stay.possibleAt(time)).count();
    return new IntRange(certain, Math.max(certain, possible));
  }

  /** A task ends what is in the queue at its time: so a moment before is what it finds. */
  private Map<String, IntRange> moved(Step.MoveTask move) {
    IntRange messages = inDlq(move.at().minusMillis(1));
    Map<String, IntRange> quantities = new LinkedHashMap<>();
    quantities.put(StepPrediction.MESSAGES, messages);
    // move-rate-limit: 4 messages at 1 a second took at least 3 s
    move.velocity()
        .ifPresent(
            velocity ->
                quantities.put(
                    StepPrediction.SECONDS,
                    new IntRange(Math.max(0, messages.min() - 1) / velocity, Integer.MAX_VALUE)));
    return quantities;
  }

  private Map<String, IntRange> metrics(Duration time) {
    List<TimeInDlq> stays = moves.stays().stream().filter(stay -> stay.possibleAt(time)).toList();
    boolean redrives = rules.believes(Belief.METRICS_COUNT_REDRIVES);
    IntRange sent = IntRange.exactly(0);
    for (MessagePrediction message : found.values()) {
      boolean forwards = message.fates().contains(Fate.FORWARDED);
      boolean moves = message.fates().contains(Fate.DEAD_LETTERED);
      int moved = moves && !redrives ? 1 : 0;
      IntRange copies = message.dlqCopies();
      sent =
          forwards || redrives
              ? sent.plus(
                  new IntRange(
                      Math.max(0, copies.min() - moved), Math.max(0, copies.max() - moved)))
              : sent;
    }
    Map<String, IntRange> quantities = new LinkedHashMap<>();
    quantities.put(Step.ReadMetrics.SENT, sent);
    quantities.put(Step.ReadMetrics.AGE, age(stays, time));
    return quantities;
  }

  private IntRange age(List<TimeInDlq> stays, Duration time) {
    boolean fromSending = rules.believes(Belief.AGE_SINCE_SENDING);
    Duration youngest = Duration.ZERO;
    Duration oldest = Duration.ZERO;
    for (TimeInDlq stay : stays) {
      Duration early = time.minus(fromSending ? stay.sentAt() : stay.from());
      Duration late = time.minus(fromSending ? stay.sentAt() : stay.surelyFrom());
      oldest = max(oldest, early);
      youngest = stay.certainAt(time) ? max(youngest, late) : youngest;
    }
    return new IntRange(
        (int) max(Duration.ZERO, youngest.minus(METRIC)).toSeconds(),
        (int) (stays.isEmpty() ? Duration.ZERO : oldest.plus(METRIC)).toSeconds());
  }
}
