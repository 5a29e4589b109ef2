package dev.retrylab.harness.experiment;

import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scenario with the times at which its messages were really sent and its steps really done. A run
 * that was interrupted does the rest late; what then follows when, such as how long a message waits
 * for another of its group, is to be expected from the real times.
 */
final class ActualSchedule {
  /** What is later than its schedule by less changes no expectation by more than the slack. */
  private static final Duration PUNCTUAL = Duration.ofSeconds(1);

  private ActualSchedule() {}

  /** The plan itself where all of it was punctual. */
  static Scenario of(RunRecord record, StepLog steps, List<Sent> sent) {
    Scenario plan = record.scenario();
    Optional<Map<String, Duration>> late = lateSends(record, sent);
    boolean lateSteps = steps.lateness(plan, record.start()).compareTo(PUNCTUAL) > 0;
    if (late.isEmpty() && !lateSteps) {
      return plan;
    }
    List<MessageSpec> messages =
        late.map(
                real ->
                    plan.messages().stream()
                        .map(one -> one.sentAfter(real.getOrDefault(one.key(), one.sendAfter())))
                        .toList())
            .orElse(plan.messages());
    List<Step> done = lateSteps ? steps.asDone(plan, record.start()) : plan.steps();
    return plan.with(messages, done);
  }

  /** All or none: the order within a group must not come from two kinds of times. */
  private static Optional<Map<String, Duration>> lateSends(RunRecord record, List<Sent> sent) {
    Map<String, Duration> scheduled =
        record.scenario().messages().stream()
            .collect(Collectors.toMap(MessageSpec::key, MessageSpec::sendAfter));
    Map<String, Duration> real = new HashMap<>();
    boolean punctual = true;
    for (Sent message : sent) {
      // What a move task made was not sent by anybody.
      if (scheduled.containsKey(message.key())) {
        Duration offset = Duration.between(record.start(), message.at());
        real.put(message.key(), offset.isNegative() ? Duration.ZERO : offset);
        punctual &= offset.minus(scheduled.get(message.key())).compareTo(PUNCTUAL) <= 0;
      }
    }
    return punctual ? Optional.empty() : Optional.of(real);
  }
}
