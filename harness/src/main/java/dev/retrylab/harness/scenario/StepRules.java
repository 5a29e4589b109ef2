package dev.retrylab.harness.scenario;

import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.scenario.text.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What steps require of the settings and messages. */
final class StepRules {
  private static final int ONE_RECEIVE = 10;
  private static final Duration APART = Duration.ofSeconds(10);

  private final QueueSettings queue;
  private final MappingSettings mapping;
  private final Problems problems;

  private StepRules(QueueSettings queue, MappingSettings mapping, Problems problems) {
    this.queue = queue;
    this.mapping = mapping;
    this.problems = problems;
  }

  static void check(
      QueueSettings queue,
      MappingSettings mapping,
      Trigger trigger,
      List<MessageSpec> messages,
      List<Step> steps,
      Problems problems) {
    if (!mapping.enabled() && trigger == Trigger.EVENT) {
      problems.add("mapping.enabled is false, but with trigger.type event there is no mapping.");
    }
    if (steps.isEmpty()) {
      return;
    }
    if (trigger == Trigger.EVENT) {
      problems.add("steps cannot be used with trigger.type event, except invoke.");
    }
    StepRules rules = new StepRules(queue, mapping, problems);
    steps.forEach(rules::check);
    boolean receives = steps.stream().anyMatch(Step.Receive.class::isInstance);
    if (receives && messages.size() > ONE_RECEIVE) {
      problems.add(
          "steps: receive reads at most 10 messages, but messages has %d."
              .formatted(messages.size()));
    }
    rules.checkApart(steps);
  }

  private void check(Step step) {
    if (step instanceof Step.Receive receive) {
      problems.rangeOfSeconds(
          "steps: receive.visibilityTimeout",
          receive.visibilityTimeout(),
          Duration.ofSeconds(1),
          Duration.ofHours(12));
      checkExists(receive.queue());
      checkAlone(receive.queue());
    } else if (step instanceof Step.MoveTask move) {
      move.velocity().ifPresent(speed -> problems.range("steps: moveTask.velocity", speed, 1, 500));
      checkExists(move.to());
      checkMove(move);
    } else if (step instanceof Step.ReadMetrics read) {
      checkExists(read.queue());
    } else if (step instanceof Step.SetQueue change) {
      checkChange(change);
    } else {
      checkExists(QueueRole.SPARE);
    }
  }

  private void checkExists(QueueRole role) {
    if (role == QueueRole.SPARE && queue.spareQueue().isEmpty()) {
      problems.add("steps: there is no spare queue; set queue.spareQueue to fifo or standard.");
    }
  }

  /** Else the mapping receives at the same time, and receive counts depend on which comes first. */
  private void checkAlone(QueueRole role) {
    if (role == QueueRole.SOURCE && mapping.enabled()) {
      problems.add("steps: receive from source requires mapping.enabled to be false.");
    }
    if (role == QueueRole.DLQ && mapping.dlqEnabled()) {
      problems.add("steps: receive from dlq requires mapping.dlqEnabled to be false.");
    }
  }

  private void checkChange(Step.SetQueue change) {
    problems.rangeOfSeconds(
        "steps: setQueue.visibilityTimeout",
        change.visibilityTimeout(),
        Duration.ZERO,
        Duration.ofHours(12));
    if (!mapping.enabled()) {
      problems.add(
          "steps: setQueue requires mapping.enabled to be true: a receive of the harness has a"
              + " visibility timeout of its own.");
    }
    if (change.visibilityTimeout().isZero() && !queue.deadLetterQueue()) {
      problems.add(
          "steps: setQueue.visibilityTimeout 0s requires queue.deadLetterQueue to be true: else a"
              + " message is received again and again without a pause.");
    }
  }

  private void checkMove(Step.MoveTask move) {
    if (mapping.dlqEnabled()) {
      problems.add(
          "steps: moveTask requires mapping.dlqEnabled to be false, or nothing is left to move.");
    }
    if (!queue.deadLetterQueue()) {
      problems.add("steps: moveTask requires queue.deadLetterQueue to be true.");
    }
    // sup-move-new-id
    Optional<QueueType> other = queue.spareQueue().filter(type -> type != queue.type());
    if (move.to() == QueueRole.SPARE && other.isPresent()) {
      problems.add(
          "steps: moveTask requires queue.spareQueue to be of the type of the source queue.");
    }
  }

  /** Otherwise it depends on the moment whether the second receive finds the messages. */
  private void checkApart(List<Step> steps) {
    for (QueueRole role : QueueRole.values()) {
      Optional<Step.Receive> before = Optional.empty();
      for (Step step : steps) {
        if (step instanceof Step.Receive receive && receive.queue() == role) {
          before.ifPresent(first -> checkApart(first, receive));
          before = Optional.of(receive);
        }
      }
    }
  }

  private void checkApart(Step.Receive first, Step.Receive second) {
    Duration again = first.at().plus(first.visibilityTimeout()).plus(APART);
    if (second.at().compareTo(again) < 0) {
      problems.add(
          "steps: the receive from %s at %s comes too soon after that at %s: wait until %s."
              .formatted(
                  second.queue().word(),
                  DurationText.print(second.at()),
                  DurationText.print(first.at()),
                  DurationText.print(again)));
    }
  }
}
