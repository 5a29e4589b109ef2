package dev.retrylab.harness.experiment.step;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.aws.AwsErrors;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.timeline.StepResult;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Does the steps of a scenario, each once, and keeps what they bring. */
public record StepRunner(Target target, StepLog log, Instant start) {
  private static final int SERVER_ERROR = 500;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /**
   * Does a step, if it is not done yet.
   *
   * @param number from 1
   */
  public void run(int number, Step step) throws InterruptedException {
    if (log.isDone(number)) {
      return;
    }
    Optional<Instant> before = log.begunAt(number);
    Instant begun = before.orElseGet(() -> target.clock().instant());
    if (before.isEmpty()) {
      log.begun(number, step, begun);
    }
    act(number, step, begun, before);
  }

  /** Does a step over, whoever has done it before. */
  void again(int number, Step step) throws InterruptedException {
    Instant begun = target.clock().instant();
    log.begun(number, step, begun);
    act(number, step, begun, Optional.empty());
  }

  private void act(int number, Step step, Instant begun, Optional<Instant> before)
      throws InterruptedException {
    StepOutcome outcome = attempt(step, before);
    log.done(
        new StepResult(number, begun, outcome.quantities(), outcome.remark()), outcome.received());
  }

  /**
   * What the target cannot do, as an emulator without CloudWatch, decides nothing, and ends no run.
   *
   * @throws SdkException where the trouble is not with the step: credentials, permissions, overload
   */
  private StepOutcome attempt(Step step, Optional<Instant> before) throws InterruptedException {
    try {
      return outcome(step, before);
    } catch (SdkException e) {
      if (isOfTheCaller(e)) {
        throw e;
      }
      return StepOutcome.of(Map.of(), Optional.of("it could not be done: " + e.getMessage()));
    }
  }

  /**
   * Whether the trouble is with who calls, or how often, and not with what was asked for: no
   * credentials, no permission, too many calls, or a service that is out of order.
   */
  private static boolean isOfTheCaller(SdkException e) {
    if (!(e instanceof AwsServiceException answer)) {
      return e.getCause() instanceof IOException;
    }
    int status = answer.statusCode();
    return status >= SERVER_ERROR
        || status == UNAUTHORIZED
        || status == FORBIDDEN
        || answer.isThrottlingException()
        || AwsErrors.ofTheCaller(answer);
  }

  /**
   * @param before when an earlier process began it and did not come to its end
   */
  private StepOutcome outcome(Step step, Optional<Instant> before) throws InterruptedException {
    if (step instanceof Step.Receive receive) {
      // A second receive would count once more.
      return before.isPresent()
          ? StepOutcome.of(
              Map.of(), Optional.of("interrupted: whether anything was received is not known"))
          : new ReceiveStep(target, receive).act();
    }
    if (step instanceof Step.MoveTask move) {
      return new MoveTaskStep(target, move).act(before);
    }
    if (step instanceof Step.ReadMetrics read) {
      return metrics(target.metrics(read.queue(), start));
    }
    if (step instanceof Step.SetQueue change) {
      return new SetQueueStep(target, change.visibilityTimeout()).act();
    }
    return new DeadLetterQueueStep(target).act();
  }

  private static StepOutcome metrics(Map<String, Long> found) {
    String missing =
        Stream.of(Step.ReadMetrics.SENT, Step.ReadMetrics.AGE)
            .filter(name -> !found.containsKey(name))
            .collect(Collectors.joining(" and none of "));
    return StepOutcome.of(
        found,
        Optional.of("CloudWatch told no data point of " + missing)
            .filter(any -> !missing.isEmpty()));
  }
}
