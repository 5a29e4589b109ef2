package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.Drift;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack that {@code cdk deploy} made, on AWS or on an endpoint that speaks its wire formats.
 */
public final class AwsTarget implements Target {
  private final AwsClients clients;
  private final StackLocation place;
  private final Deployment deployment;
  private final List<Drift> drift;
  private final Told told;
  private final TargetClock clock;

  /** What was found that people may want to know. */
  private record Told(
      Optional<String> whereabouts, List<String> facts, Optional<Instant> sendableFrom) {
    private static final Told NOTHING = new Told(Optional.empty(), List.of(), Optional.empty());
  }

  private AwsTarget(
      AwsClients clients,
      TargetClock clock,
      StackLocation place,
      Deployment deployment,
      List<Drift> drift,
      Told told) {
    this.clients = clients;
    this.clock = clock;
    this.place = place;
    this.deployment = deployment;
    this.drift = drift;
    this.told = told;
  }

  /**
   * Connects to a stack and reads the settings that are really deployed.
   *
   * @param scenario the scenario whose infrastructure is deployed
   * @param purge whether messages that are in the queues are deleted
   * @throws TargetUnusable with a sentence for each thing that is wrong
   */
  public static AwsTarget connect(Scenario scenario, StackLocation place, boolean purge) {
    return connect(scenario, place, purge, ClientPolicy.patient());
  }

  /** The same by a policy of the caller's. */
  public static AwsTarget connect(
      Scenario scenario, StackLocation place, boolean purge, ClientPolicy policy) {
    AwsClients clients = clients(place, policy);
    try {
      PreflightResult result =
          new Preflight(clients, place.stack()).look(scenario.name()::equals, purge);
      PreflightResult.Found found = Fitting.found(scenario, result);
      Deployment deployment = found.deployment().orElseThrow();
      StackLocation resolved =
          new StackLocation(
              place.endpoint(), Optional.of(clients.region()), place.profile(), place.stack());
      return new AwsTarget(
          clients,
          policy.clock(),
          resolved,
          deployment,
          SettingsDrift.between(scenario, deployment),
          new Told(Optional.of(result.where()), result.facts(), sendableFrom(found, policy)));
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private static Optional<Instant> sendableFrom(PreflightResult.Found found, ClientPolicy policy) {
    return found.purged()
        ? Optional.of(policy.clock().instant().plus(QueuePurge.TAKES))
        : Optional.empty();
  }

  /** Only looks, at all that is deployed. */
  public static PreflightResult look(StackLocation place) {
    return look(place, ClientPolicy.patient());
  }

  static PreflightResult look(StackLocation place, ClientPolicy policy) {
    try (AwsClients clients = clients(place, policy)) {
      return new Preflight(clients, place.stack()).look(any -> true, false);
    }
  }

  /**
   * Only asks which scenarios are deployed.
   *
   * @throws TargetUnusable with a sentence for each thing that is wrong
   */
  public static List<String> scenarios(StackLocation place) {
    try (AwsClients clients = clients(place, ClientPolicy.patient())) {
      PreflightResult found = new Preflight(clients, place.stack()).look(any -> false, false);
      Fitting.refuseIfAny(found.where(), found.problems());
      return found.deployed().scenarios();
    }
  }

  /** Connects to a deployment that an earlier process of the same run found. */
  public static AwsTarget reconnect(Deployment deployment, StackLocation place) {
    return reconnect(deployment, place, ClientPolicy.patient());
  }

  /** The same by a policy of the caller's. */
  public static AwsTarget reconnect(
      Deployment deployment, StackLocation place, ClientPolicy policy) {
    return new AwsTarget(
        clients(place, policy), policy.clock(), place, deployment, List.of(), Told.NOTHING);
  }

  private static AwsClients clients(StackLocation place, ClientPolicy policy) {
    try {
      return new AwsClients(place, policy);
    } catch (SdkClientException e) {
      throw new TargetUnusable(AwsErrors.sentence(e, "AWS"));
    }
  }

  @Override
  public String name() {
    return "aws";
  }

  @Override
  public ClockKind clockKind() {
    return ClockKind.REAL;
  }

  @Override
  public Deployment deployment() {
    return deployment;
  }

  @Override
  public SqsClient sqs() {
    return clients.sqs();
  }

  /** A FIFO queue accepts a deduplication id once (dedup-5min), however often it is sent. */
  @Override
  public SqsClient sending() {
    return deployment.queue().type() == QueueType.FIFO ? clients.sqs() : clients.sendingOnce();
  }

  @Override
  public LambdaClient invoking() {
    return clients.invokingOnce();
  }

  @Override
  public CloudWatchLogsClient logs() {
    return clients.logs();
  }

  @Override
  public boolean dlqReceiveCountSettled() {
    return false;
  }

  @Override
  public boolean exactlyOnce() {
    return false;
  }

  @Override
  public List<Drift> drift() {
    return List.copyOf(drift);
  }

  @Override
  public Optional<StackLocation> location() {
    return Optional.of(place);
  }

  @Override
  public Optional<String> whereabouts() {
    return told.whereabouts();
  }

  @Override
  public List<String> facts() {
    return told.facts();
  }

  @Override
  public Optional<Instant> sendableFrom() {
    return told.sendableFrom();
  }

  @Override
  public Map<String, Long> calls() {
    return clients.calls().counts();
  }

  @Override
  public Map<String, Long> metrics(QueueRole queue, Instant since) throws InterruptedException {
    String url = deployment.queueUrl(queue);
    String name = url.substring(url.lastIndexOf('/') + 1);
    return new CloudWatchMetrics(clients.metricsOf(name), clock).read(since);
  }

  @Override
  public TargetClock clock() {
    return clock;
  }

  @Override
  public void close() {
    clients.close();
  }
}
