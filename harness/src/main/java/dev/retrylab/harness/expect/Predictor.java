package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /**
   * The predictions in the order of the scenario's messages.
   *
   * @param known what messages can go through in this scenario, as far as another hypothesis has
   *     worked it out; most change nothing about that
   */
  List<MessagePrediction> predict(Map<RuleSet.Course, Kinds<Situation>> known) {
    return new KindList(scenario.messages(), kinds(known));
  }

  private Kinds<MessagePrediction> kinds(Map<RuleSet.Course, Kinds<Situation>> known) {
    if (scenario.trigger() == Trigger.EVENT) {
      return alike(new EventPredictor(scenario, rules)::predict);
    }
    if (Concurrency.of(scenario).forbidsRuns()) {
      return alike(new NeverRuns(scenario, rules, limit)::predict);
    }
    boolean hangs =
        scenario.messages().stream()
            .anyMatch(message -> Failures.lastsUntilTimeout(message.behaviour()));
    return known.computeIfAbsent(rules.course(hangs), any -> situations()).map(messages::predict);
  }

  private Kinds<Situation> situations() {
    BatchCompanions companions = new BatchCompanions(scenario, limit);
    if (scenario.queue().type() == QueueType.STANDARD) {
      return alike(message -> situationAlone(message, companions));
    }
    Kinds<Situation> situations = new Kinds<>(scenario.messages().size());
    GroupMembers.of(scenario).forEach(group -> walk(group, companions.with(group), situations));
    return situations;
  }

  /** Where no message waits for another, nothing but its behaviour tells it from another. */
  private <T> Kinds<T> alike(Function<MessageSpec, T> rule) {
    List<MessageSpec> all = scenario.messages();
    Kinds<T> kinds = new Kinds<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      MessageSpec message = all.get(i);
      kinds.put(i, message.behaviour(), () -> rule.apply(message));
    }
    return kinds;
  }

  private Situation situationAlone(MessageSpec message, BatchCompanions companions) {
    GroupMembers alone = GroupMembers.alone(message);
    Kinds<Situation> situation = new Kinds<>(1);
    walk(alone, companions.with(alone), situation);
    return situation.kinds().get(0);
  }

  /** Works along a group; times in it are since the start of the run. */
  private void walk(GroupMembers group, List<Interference> interference, Kinds<Situation> found) {
    Duration retention = scenario.queue().retention();
    Duration lastRun = scenario.function().timeout();
    Predecessors predecessors = Predecessors.in(scenario);
    Duration goneLate = Duration.ZERO;
    for (int i = 0; i < group.size(); i++) {
      MessageSpec message = group.members().get(i);
      Duration sent = message.sendAfter();
      Times times = times(message, predecessors.blockUntil().minus(sent), goneLate.minus(sent));
      Outcomes outcomes = messages.outcomes(message, interference.get(i), times);
      Situation situation =
          new Situation(message, interference.get(i), times, outcomes, /* waits= */ i > 0);
      found.put(group.positions().get(i), situation.traits(), () -> situation);
      predecessors.add(sent.plus(outcomes.goneNotBefore(times, retention)));
      // Where it ends with a success, it blocks the group until the run is over.
      goneLate = max(goneLate, sent.plus(outcomes.goneLate(times, retention)).plus(lastRun));
    }
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
