package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.expect.prediction.StepPrediction;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/** Moves the dead-letter queue by a message move task, and waits for its end. */
record MoveTaskStep(Target target, Step.MoveTask step) {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** A task that has not ended by then is left to itself. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** How much earlier than the harness's own note the service may say that a task began. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /**
   * @param before when an earlier process was about to start the task: it may have done so
   */
  StepOutcome act(Optional<Instant> before) throws InterruptedException {
    String source = target.queueArn(QueueRole.DLQ);
    Instant begun = target.clock().instant();
    if (before.flatMap(since -> startedSince(source, since)).isEmpty()) {
      start(source);
    }
    Optional<ListMessageMoveTasksResultEntry> task = latest(source);
    while (running(task) && target.clock().instant().isBefore(begun.plus(PATIENCE))) {
      target.clock().awaitInstant(target.clock().instant().plus(POLL));
      task = latest(source);
    }
    Duration took = Duration.between(before.orElse(begun), target.clock().instant());
    return task.map(found -> outcome(found, took))
        .orElseGet(
            () -> StepOutcome.of(Map.of(), Optional.of("the queue knows no message move task")));
  }

  private void start(String source) {
    Optional<String> destination =
        step.to() == QueueRole.SOURCE
            ? Optional.empty() // where each message came from
            : Optional.of(target.queueArn(step.to()));
    target
        .sqs()
        .startMessageMoveTask(
            request -> {
              request.sourceArn(source);
              destination.ifPresent(request::destinationArn);
              step.velocity().ifPresent(request::maxNumberOfMessagesPerSecond);
            });
  }

  private Optional<ListMessageMoveTasksResultEntry> latest(String source) {
    return target
        .sqs()
        .listMessageMoveTasks(request -> request.sourceArn(source).maxResults(1))
        .results()
        .stream()
        .findFirst();
  }

  private Optional<ListMessageMoveTasksResultEntry> startedSince(String source, Instant since) {
    return latest(source)
        .filter(task -> task.startedTimestamp() != null)
        .filter(task -> task.startedTimestamp() >= since.minus(SKEW).toEpochMilli());
  }

  private static boolean running(Optional<ListMessageMoveTasksResultEntry> task) {
    return task.filter(found -> "RUNNING".equals(found.status())).isPresent();
  }

  private static StepOutcome outcome(ListMessageMoveTasksResultEntry task, Duration took) {
    long moved = Optional.ofNullable(task.approximateNumberOfMessagesMoved()).orElse(0L);
    Optional<String> remark =
        "COMPLETED".equals(task.status())
            ? Optional.empty()
            : Optional.of("the task is " + task.status() + because(task));
    return StepOutcome.of(
        Map.of(StepPrediction.MESSAGES, moved, StepPrediction.SECONDS, took.toSeconds()), remark);
  }

  private static String because(ListMessageMoveTasksResultEntry task) {
    return task.failureReason() == null ? "" : " (" + task.failureReason() + ")";
  }
}
