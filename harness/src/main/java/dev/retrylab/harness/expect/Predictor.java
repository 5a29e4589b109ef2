package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The one engine behind all hypotheses: computes what a set of rules allows for a scenario. */
final class Predictor {
  /** One long poll (WaitTimeSeconds is at most 20 s, {@code lim-receive}). */
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private final Scenario scenario;
  private final RuleSet rules;
  private final int limit;
  private final Duration lateness;
  private final MessagePredictor messages;

  Predictor(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.limit = rules.retries() ? limit(scenario.queue()) : 1;
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

  /** The predictions in the order of the scenario's messages. */
  List<MessagePrediction> predict() {
    if (scenario.trigger() == Trigger.EVENT) {
      EventPredictor events = new EventPredictor(scenario, rules);
      return scenario.messages().stream().map(events::predict).toList();
    }
    if (Concurrency.of(scenario).forbidsRuns()) {
      NeverRuns never = new NeverRuns(scenario, limit);
      return scenario.messages().stream().map(never::predict).toList();
    }
    BatchCompanions companions = new BatchCompanions(scenario, limit);
    if (scenario.queue().type() == QueueType.STANDARD) {
      return predictAlike(companions);
    }
    Map<String, MessagePrediction> byKey = new HashMap<>();
    for (GroupMembers group : GroupMembers.of(scenario)) {
      for (MessagePrediction prediction : predict(group, companions.with(group))) {
        byKey.put(prediction.key(), prediction);
      }
    }
    return scenario.messages().stream().map(message -> byKey.get(message.key())).toList();
  }

  /** Over a standard queue nothing but its behaviour tells one message from another. */
  private List<MessagePrediction> predictAlike(BatchCompanions companions) {
    Map<Behaviour, MessagePrediction> kinds = new HashMap<>();
    List<MessagePrediction> predictions = new ArrayList<>(scenario.messages().size());
    for (MessageSpec message : scenario.messages()) {
      MessagePrediction kind =
          kinds.computeIfAbsent(message.behaviour(), any -> predictAlone(message, companions));
      predictions.add(kind.of(message));
    }
    return predictions;
  }

  private MessagePrediction predictAlone(MessageSpec message, BatchCompanions companions) {
    GroupMembers alone = new GroupMembers(List.of(message));
    return predict(alone, companions.with(alone)).get(0);
  }

  /** Works along a group; times in it are since the start of the run. */
  private List<MessagePrediction> predict(GroupMembers group, List<Interference> interference) {
    Duration retention = scenario.queue().retention();
    List<MessagePrediction> predictions = new ArrayList<>();
    List<Duration> goneNotBefore = new ArrayList<>();
    Duration goneLate = Duration.ZERO;
    for (int i = 0; i < group.size(); i++) {
      MessageSpec message = group.members().get(i);
      Duration sent = message.sendAfter();
      // Those further ahead than one batch must be gone; the others may share the first batch.
      int outOfBatch = i - scenario.mapping().batchSize();
      Duration blockedUntil = outOfBatch < 0 ? Duration.ZERO : goneNotBefore.get(outOfBatch);
      Times times = times(message, blockedUntil.minus(sent), goneLate.minus(sent));
      Outcomes outcomes = messages.outcomes(message, interference.get(i), times);
      predictions.add(messages.predict(message, interference.get(i), times, outcomes, i > 0));
      Duration gone = sent.plus(outcomes.goneNotBefore(times, retention));
      goneNotBefore.add(i == 0 ? gone : max(gone, goneNotBefore.get(i - 1)));
      // Where it ends with a success, it blocks the group until the run is over.
      Duration lastRun = scenario.function().timeout();
      goneLate = max(goneLate, sent.plus(outcomes.goneLate(times, retention)).plus(lastRun));
    }
    return predictions;
  }

  private Times times(MessageSpec message, Duration blockedUntil, Duration blockedAtMost) {
    Duration delay = scenario.queue().delay();
    Duration interval = scenario.queue().visibilityTimeout();
    if (rules.clockStartsAtFailure() && Failures.lastsUntilTimeout(message.behaviour())) {
      interval = interval.plus(scenario.function().timeout());
    }
    return new Times(
        max(delay, blockedUntil), max(delay, blockedAtMost).plus(lateness), interval, lateness);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
