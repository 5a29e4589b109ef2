package dev.retrylab.harness.expect.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.retrylab.harness.expect.prediction.MessagePrediction;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Predicts what a set of rules allows where a mapping, or an event, invokes the function. */
public final class Predictor {
  /** One long poll (WaitTimeSeconds is at most 20 s, {@code lim-receive}). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private final Scenario scenario;
  private final RuleSet rules;
  private final int limit;
  private final Duration lateness;
  private final MessagePredictor messages;
  private final Map<Traits, MessagePrediction> known = new HashMap<>();

  /** All that the prediction of a message depends on: equal ones are worked out once. */
  private record Traits(
      Behaviour behaviour,
      SpoiledReceives spoiled,
      Duration first,
      PossibleEnds ends,
      boolean waits) {}

  /** Of a scenario under a set of rules. */
  public Predictor(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.limit = rules.believes(Belief.NO_RETRY) ? 1 : limit(scenario.queue());
    this.lateness =
        LONG_POLL
            .plus(scenario.mapping().batchingWindow())
            .plus(
                Concurrency.of(scenario)
                    .longestWait(scenario, limit, scenario.queue().retention()));
    this.messages = new MessagePredictor(scenario, rules, limit);
  }

  /** Without a dead-letter queue: more receives than there is time for. */
  private static int limit(QueueSettings queue) {
    return queue.deadLetterQueue()
        ? queue.maxReceiveCount()
        : (int) queue.retention().dividedBy(queue.visibilityTimeout()) + 2;
  }

  /** The predictions by the message's key, in the order of the scenario's messages. */
  public Map<String, MessagePrediction> predict() {
    if (scenario.trigger() == Trigger.EVENT) {
      return byBehaviour(new EventPredictor(scenario, rules)::predict);
    }
    if (Concurrency.of(scenario).forbidsRuns()) {
      return byBehaviour(new NeverInvokedPredictor(scenario, rules, limit)::predict);
    }
    BatchCompanions companions = new BatchCompanions(scenario, limit);
    Map<String, MessagePrediction> found = new LinkedHashMap<>();
    if (scenario.queue().type() == QueueType.STANDARD) {
      return byBehaviour(
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

  /** Where no message waits for another, nothing but its behaviour tells it from another. */
  private Map<String, MessagePrediction> byBehaviour(
      Function<MessageSpec, MessagePrediction> rule) {
    Map<Behaviour, MessagePrediction> different = new HashMap<>();
    Map<String, MessagePrediction> all = new LinkedHashMap<>();
    for (MessageSpec message : scenario.messages()) {
      all.put(
          message.key(),
          different.computeIfAbsent(message.behaviour(), any -> rule.apply(message)));
    }
    return all;
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
      ReceiveTimes times =
          times(message, predecessors.blockUntil().minus(sent), goneLate.minus(sent));
      PossibleEnds ends = messages.ends(message.behaviour(), spoiled.get(i), times);
      found.put(message.key(), prediction(message, spoiled.get(i), times, ends, i > 0));
      predecessors.add(sent.plus(ends.goneNotBefore(times, retention)));
      // Where it ends with a success, it blocks the group until the run is over.
      goneLate = max(goneLate, sent.plus(ends.goneLate(times, retention)).plus(lastRun));
    }
  }

  private MessagePrediction prediction(
      MessageSpec message,
      SpoiledReceives spoiled,
      ReceiveTimes times,
      PossibleEnds ends,
      boolean waits) {
    return known.computeIfAbsent(
        new Traits(message.behaviour(), spoiled, times.first(), ends, waits),
        any -> messages.predict(message.behaviour(), spoiled, times, ends, waits));
  }

  private ReceiveTimes times(MessageSpec message, Duration blockedUntil, Duration blockedAtMost) {
    Duration delay = scenario.queue().delay();
    Duration interval = scenario.queue().visibilityTimeout();
    if (rules.believes(Belief.CLOCK_STARTS_AT_FAILURE)
        && Failures.lastsUntilTimeout(message.behaviour())) {
      interval = interval.plus(scenario.function().timeout());
    }
    return new ReceiveTimes(
        max(delay, blockedUntil), max(delay, blockedAtMost).plus(lateness), interval, lateness);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
