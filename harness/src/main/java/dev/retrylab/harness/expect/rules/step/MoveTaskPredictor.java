package dev.retrylab.harness.expect.rules.step;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.expect.rules.Belief;
import dev.retrylab.harness.expect.rules.Predictor;
import dev.retrylab.harness.expect.rules.RuleSet;
import dev.retrylab.harness.expect.rules.StepRules;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.timeline.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows messages through the source queue, into the dead-letter queue, and with each move task
 * out of it again as new ones: what a move task makes of message m2 is predicted as message m2#2,
 * sent at the time of the task.
 */
final class MoveTaskPredictor {
  /** How late after its earliest time each receive, and the move, is taken to have happened. */
  private static final Duration LATE = Duration.ofSeconds(20);

  /** How late after its time a message that has expired may still be seen. */
  private static final Duration EXPIRY_LATE = Duration.ofSeconds(60);

  private final Scenario scenario;
  private final RuleSet rules;
  private final List<MessageSpec> inSource;
  private final List<MessageSpec> inSpare = new ArrayList<>();
  private final List<TimeInDlq> stays = new ArrayList<>();
  private Map<String, MessagePrediction> ofSource = Map.of();

  private MoveTaskPredictor(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.inSource = new ArrayList<>(scenario.messages());
  }

  /** Follows them to the end of the steps. */
  static MoveTaskPredictor follow(Scenario scenario, RuleSet rules) {
    MoveTaskPredictor followed = new MoveTaskPredictor(scenario, rules);
    followed.predictSource(0);
    scenario.steps().stream()
        .filter(Step.MoveTask.class::isInstance)
        .forEach(step -> followed.move((Step.MoveTask) step));
    return followed;
  }

  /** What move tasks made, in the order of the tasks. */
  List<MessageSpec> moved() {
    List<MessageSpec> moved =
        new ArrayList<>(inSource.subList(scenario.messages().size(), inSource.size()));
    moved.addAll(inSpare);
    return moved;
  }

  /** All messages by their keys, each with what it goes through in its queue. */
  Map<String, MessagePrediction> predictions() {
    ManualReceivePredictor looked = new ManualReceivePredictor(scenario, rules);
    Map<String, MessagePrediction> all = new LinkedHashMap<>(ofSource);
    inSource.stream()
        .skip(scenario.messages().size())
        .map(MessageSpec::key)
        .forEach(key -> all.put(key, ofSource.get(key).alsoBecause(StepRules.MOVED_IS_NEW)));
    inSpare.forEach(message -> all.put(message.key(), looked.inSpare(message)));
    return all;
  }

  /** What is in the dead-letter queue, and when. */
  List<TimeInDlq> stays() {
    return stays;
  }

  List<MessageSpec> inSpare() {
    return inSpare;
  }

  private void move(Step.MoveTask task) {
    int known = inSource.size();
    List<TimeInDlq> returned = new ArrayList<>();
    Map<String, Integer> rounds = new HashMap<>();
    for (int i = 0; i < stays.size(); i++) {
      TimeInDlq stay = stays.get(i);
      if (!stay.possibleAt(task.at())) {
        continue;
      }
      stays.set(i, stay.until(task.at()));
      if (rules.believes(Belief.COUNT_SURVIVES_REDRIVE) && task.to() == QueueRole.SOURCE) {
        returned.add(again(stay, task.at()));
        continue;
      }
      MessageSpec message = find(stay.key());
      int round =
          rounds.merge(MessageSpec.originalKey(stay.key()), roundOf(stay.key()) + 1, Math::max);
      MessageSpec moved = message.moved(round, task.at());
      (task.to() == QueueRole.SOURCE ? inSource : inSpare).add(moved);
    }
    stays.addAll(returned);
    if (inSource.size() > known) {
      predictSource(known);
    }
  }

  private static int roundOf(String key) {
    int sign = key.indexOf('#');
    return sign < 0 ? 1 : Integer.parseInt(key.substring(sign + 1));
  }

  private MessageSpec find(String key) {
    return inSource.stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
  }

  /** Predicts the source queue anew, and adds what gets to the dead-letter queue from it. */
  private void predictSource(int firstNew) {
    Scenario workload =
        scenario.with(inSource.stream().map(MoveTaskPredictor::mended).toList(), scenario.steps());
    ManualReceivePredictor looked = new ManualReceivePredictor(workload, rules);
    ofSource =
        scenario.mapping().enabled() || scenario.trigger() == Trigger.EVENT
            ? new Predictor(workload, rules).predict()
            : looked.inSource();
    for (int i = firstNew; i < inSource.size(); i++) {
      addStay(inSource.get(i), ofSource.get(inSource.get(i).key()));
    }
  }

  /** What a message does whose fault is mended at some time: it depends on when it was sent. */
  private static MessageSpec mended(MessageSpec message) {
    if (!(message.behaviour() instanceof Behaviour.FailSentBefore until)) {
      return message;
    }
    boolean fails = message.sendAfter().compareTo(until.mended()) < 0;
    return message.behaving(fails ? new Behaviour.Throw() : new Behaviour.Succeed());
  }

  private void addStay(MessageSpec message, MessagePrediction expected) {
    Duration sent = message.sendAfter();
    if (expected.fates().contains(Fate.FORWARDED)) {
      Duration late = sent.plus(LATE);
      boolean certain = expected.fates().size() == 1;
      stays.add(stay(message.key(), sent, late, certain, sent, Optional.empty()));
    }
    if (expected.fates().contains(Fate.DEAD_LETTERED)) {
      Duration from = sent.plus(expected.deadLetteredNotBefore().orElse(Duration.ZERO));
      Duration slack =
          scenario.mapping().enabled()
              ? LATE.multipliedBy(expected.receives().max() + 1L)
              : Duration.ofSeconds(5);
      boolean certain = expected.fates().size() == 1;
      stays.add(stay(message.key(), from, from.plus(slack), certain, sent, Optional.of(from)));
    }
  }

  /** It goes back to the source queue, and at its next receive into the dead-letter queue again. */
  private TimeInDlq again(TimeInDlq stay, Duration moved) {
    return stay(
        stay.key(), moved, moved.plus(LATE), stay.certain(), stay.sentAt(), Optional.of(moved));
  }

  private TimeInDlq stay(
      String key,
      Duration from,
      Duration surelyFrom,
      boolean certain,
      Duration sent,
      Optional<Duration> movedByPolicy) {
    boolean restarts =
        scenario.queue().type() == QueueType.FIFO
            ? !rules.believes(Belief.DLQ_CLOCK_GOES_ON)
            : rules.believes(Belief.DLQ_CLOCK_RESTARTS);
    boolean ofItsOwn = movedByPolicy.isEmpty() || restarts;
    Duration retention = scenario.queue().dlqRetention();
    return new TimeInDlq(
        key,
        from,
        surelyFrom,
        certain,
        sent,
        (ofItsOwn ? from : sent).plus(retention),
        (ofItsOwn ? surelyFrom : sent).plus(retention).plus(EXPIRY_LATE));
  }
}
