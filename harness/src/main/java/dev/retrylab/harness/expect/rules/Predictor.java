package dev.retrylab.harness.expect.rules;

import static dev.retrylab.harness.expect.rules.Durations.max;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FailRate;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Predicts what a set of rules allows where a mapping, or an event, invokes the function. */
public final class Predictor {
  private final Scenario scenario;
  private final RuleSet rules;
  private final MessageTimes times;
  private final MessagePredictor messages;
  private final Failures fails;
  private final RunLengths lengths;

  /** Whether what is in force at a receive depends on when the message was sent. */
  private final boolean queueChanges;

  private final Map<Traits, MessagePrediction> known = new HashMap<>();

  /** All that the prediction of a message depends on: equal ones are worked out once. */
  private record Traits(
      Behaviour behaviour,
      OwnFailures own,
      SpoiledReceives spoiled,
      Duration first,
      Intervals soonest,
      Intervals latest,
      boolean overlaps,
      Duration triedFor,
      PossibleEnds ends,
      boolean waits) {}

  /** All that tells a message from others where none waits for another. */
  private record Kind(
      Behaviour behaviour,
      Optional<Duration> duration,
      Optional<Duration> sentAfter,
      Optional<String> key,
      boolean overlaps,
      boolean mayTimeOut) {}

  /** Of a scenario under a set of rules. */
  public Predictor(Scenario scenario, RuleSet rules) {
    this.scenario = RunLengths.endless(scenario);
    this.rules = rules;
    this.times = new MessageTimes(this.scenario, rules);
    this.messages = new MessagePredictor(this.scenario, rules, times.limit());
    this.fails = Failures.in(this.scenario);
    this.lengths = RunLengths.in(this.scenario);
    this.queueChanges = scenario.steps().stream().anyMatch(Step.SetQueue.class::isInstance);
  }

  /** The predictions by the message's key, in the order of the scenario's messages. */
  public Map<String, MessagePrediction> predict() {
    if (scenario.trigger() == Trigger.EVENT) {
      return byKind(new EventPredictor(scenario, rules)::predict);
    }
    if (Concurrency.of(scenario).forbidsRuns()) {
      return byKind(new NeverInvokedPredictor(scenario, rules, times.limit())::predict);
    }
    BatchCompanions companions = new BatchCompanions(scenario, times.limit());
    Map<String, MessagePrediction> found = new LinkedHashMap<>();
    if (scenario.queue().type() == QueueType.STANDARD) {
      return byKind(
          message -> {
            addGroup(List.of(message), companions, found);
            return found.get(message.key());
          });
    }
    scenario.messages().forEach(message -> found.put(message.key(), null)); // for their order
    scenario.inSendOrder().stream()
        .collect(groupingBy(MessageSpec::group, LinkedHashMap::new, toList()))
        .values()
        .forEach(group -> addGroup(group, companions, found));
    return found;
  }

  /** Where no message waits for another, messages of the same kind share a prediction. */
  private Map<String, MessagePrediction> byKind(Function<MessageSpec, MessagePrediction> rule) {
    Map<Kind, MessagePrediction> different = new HashMap<>();
    Map<String, MessagePrediction> all = new LinkedHashMap<>();
    for (MessageSpec message : scenario.messages()) {
      all.put(message.key(), different.computeIfAbsent(kind(message), any -> rule.apply(message)));
    }
    return all;
  }

  private Kind kind(MessageSpec message) {
    Behaviour behaviour = message.behaviour();
    boolean byDuration =
        behaviour instanceof FailWithVisibility || rules.believes(Belief.CLOCK_STARTS_AT_FAILURE);
    boolean byTime = queueChanges || behaviour instanceof FailBetween;
    return new Kind(
        behaviour,
        byDuration ? Optional.of(message.duration()) : Optional.empty(),
        byTime ? Optional.of(message.sendAfter()) : Optional.empty(),
        behaviour instanceof FailRate ? Optional.of(message.key()) : Optional.empty(),
        times.overlaps(message),
        lengths.mayTimeOut(message));
  }

  /** Works along a group; times in it are since the start of the run. */
  private void addGroup(
      List<MessageSpec> group, BatchCompanions companions, Map<String, MessagePrediction> found) {
    List<SpoiledReceives> spoiled = companions.with(group);
    Duration retention = scenario.queue().retention();
    Duration lastRun = scenario.function().timeout();
    Predecessors predecessors = Predecessors.in(scenario);
    Duration goneLate = Duration.ZERO;
    for (int i = 0; i < group.size(); i++) {
      MessageSpec message = group.get(i);
      Duration sent = message.sendAfter();
      ReceiveTimes received =
          times.of(message, predecessors.blockUntil().minus(sent), goneLate.minus(sent));
      OwnFailures own = fails.of(message, times.limit(), times.runs(received));
      PossibleEnds ends = messages.ends(own, spoiled.get(i), received);
      found.put(message.key(), prediction(message, own, spoiled.get(i), received, ends, i > 0));
      predecessors.add(sent.plus(ends.goneNotBefore(received, message.duration(), retention)));
      // Where it ends with a success, it blocks the group until the run is over.
      goneLate = max(goneLate, sent.plus(ends.goneLate(received, retention)).plus(lastRun));
    }
  }

  private MessagePrediction prediction(
      MessageSpec message,
      OwnFailures own,
      SpoiledReceives spoiled,
      ReceiveTimes received,
      PossibleEnds ends,
      boolean waits) {
    Behaviour behaviour = message.behaviour();
    return known.computeIfAbsent(
        new Traits(
            behaviour,
            own,
            spoiled,
            received.first(),
            received.soonest(),
            received.latest(),
            received.overlaps(),
            messages.triedFor(spoiled, received),
            ends,
            waits),
        any -> messages.predict(behaviour, own, spoiled, received, ends, waits));
  }
}
