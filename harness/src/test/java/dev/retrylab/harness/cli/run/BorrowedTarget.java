package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.scenario.SettingDrift;
import dev.retrylab.harness.timeline.ClockKind;
import dev.retrylab.harness.timeline.LabFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Another target, of which a test wants to know when it is closed, or that it breaks. */
class BorrowedTarget implements Target {
  private final Target target;
  private final Runnable closing;

  BorrowedTarget(Target target, Runnable closing) {
    this.target = target;
    this.closing = closing;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public ClockKind clockKind() {
    return target.clockKind();
  }

  @Override
  public Deployment deployment() {
    return target.deployment();
  }

  @Override
  public SqsClient sqs() {
    return target.sqs();
  }

  @Override
  public SqsClient sending() {
    return target.sending();
  }

  @Override
  public LambdaClient invoking() {
    return target.invoking();
  }

  @Override
  public CloudWatchLogsClient logs() {
    return target.logs();
  }

  @Override
  public boolean dlqReceiveCountSettled() {
    return target.dlqReceiveCountSettled();
  }

  @Override
  public boolean exactlyOnce() {
    return target.exactlyOnce();
  }

  @Override
  public List<LabFailure> failures() {
    return target.failures();
  }

  @Override
  public List<SettingDrift> drift() {
    return target.drift();
  }

  @Override
  public Optional<StackLocation> location() {
    return target.location();
  }

  @Override
  public Optional<Instant> sendableFrom() {
    return target.sendableFrom();
  }

  @Override
  public Map<String, Long> calls() {
    return target.calls();
  }

  @Override
  public TargetClock clock() {
    return target.clock();
  }

  @Override
  public void close() {
    target.close();
    closing.run();
  }
}
