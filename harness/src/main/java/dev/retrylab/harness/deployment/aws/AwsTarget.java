package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.StackLocation;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.deployment.TargetUnusable;
import dev.retrylab.harness.scenario.QueueRole;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.SettingDrift;
import dev.retrylab.harness.timeline.ClockKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private final List<SettingDrift> drift;
  private final Notes notes;
  private final TargetClock clock;

  /** What the preflight found that people may want to know. */
  private record Notes(
      Optional<String> whereabouts, List<String> facts, Optional<Instant> sendableFrom) {
    private static final Notes NONE = new Notes(Optional.empty(), List.of(), Optional.empty());
  }

  private AwsTarget(
      AwsClients clients,
      TargetClock clock,
      StackLocation place,
      Deployment deployment,
      List<SettingDrift> drift,
      Notes notes) {
    this.clients = clients;
    this.clock = clock;
    this.place = place;
    this.deployment = deployment;
    this.drift = drift;
    this.notes = notes;
  }

  /**
   * Connects to a stack and reads the settings that are really deployed.
   *
   * @param scenario the scenario whose infrastructure is deployed
   * @param purge whether messages that are in the queues are deleted, once all else is as it should
   *     be
   * @throws TargetUnusable with a sentence for each thing that is wrong
   */
  public static AwsTarget connect(Scenario scenario, StackLocation place, boolean purge) {
    return connect(scenario, place, purge, ClientPolicy.patient());
  }

  /** The same by a policy of the caller's. */
  public static AwsTarget connect(
      Scenario scenario, StackLocation place, boolean purge, ClientPolicy policy) {
    return connect(scenario, place, purge, policy, deployed -> Optional.empty());
  }

  /**
   * The same where what is deployed must please the caller.
   *
   * @param refusal why the scenario over the settings that are deployed is of no use; empty where
   *     it is of use
   */
  public static AwsTarget connect(
      Scenario scenario,
      StackLocation place,
      boolean purge,
      ClientPolicy policy,
      Function<Scenario, Optional<String>> refusal) {
    AwsClients clients = clients(place, policy);
    try {
      PreflightResult result =
          new Preflight(clients, place.stack()).check(scenario.name()::equals, purge);
      result
          .deployment(scenario.name())
          .flatMap(there -> refusal.apply(there.of(scenario)))
          .ifPresent(
              why -> {
                throw new TargetUnusable(why);
              });
      PreflightResult.CheckedScenario found = DeploymentCheck.found(scenario, result);
      List<String> purged = QueuePurge.empty(clients.sqs(), found, result);
      Deployment deployment = found.deployment().orElseThrow();
      StackLocation resolved =
          new StackLocation(
              place.endpoint(), Optional.of(clients.region()), place.profile(), place.stack());
      return new AwsTarget(
          clients,
          policy.clock(),
          resolved,
          deployment,
          SettingDrift.between(scenario, deployment.of(scenario)),
          notes(result, purged, policy));
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private static Notes notes(PreflightResult result, List<String> purged, ClientPolicy policy) {
    return new Notes(
        Optional.of(result.where()),
        Stream.concat(purged.stream(), result.facts().stream()).toList(),
        purged.isEmpty()
            ? Optional.empty()
            : Optional.of(policy.clock().instant().plus(QueuePurge.TAKES)));
  }

  /** Checks all that is deployed, and connects to nothing. */
  public static PreflightResult check(StackLocation place) {
    return check(place, ClientPolicy.patient());
  }

  static PreflightResult check(StackLocation place, ClientPolicy policy) {
    try (AwsClients clients = clients(place, policy)) {
      return new Preflight(clients, place.stack()).check(any -> true, false);
    }
  }

  /**
   * Only asks which scenarios are deployed.
   *
   * @throws TargetUnusable with a sentence for each thing that is wrong
   */
  public static List<String> scenarios(StackLocation place) {
    try (AwsClients clients = clients(place, ClientPolicy.patient())) {
      PreflightResult found = new Preflight(clients, place.stack()).check(any -> false, false);
      DeploymentCheck.refuseIfAny(found.where(), found.problems());
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
        clients(place, policy), policy.clock(), place, deployment, List.of(), Notes.NONE);
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
  public List<SettingDrift> drift() {
    return List.copyOf(drift);
  }

  @Override
  public Optional<StackLocation> location() {
    return Optional.of(place);
  }

  @Override
  public Optional<String> whereabouts() {
    return notes.whereabouts();
  }

  @Override
  public List<String> facts() {
    return notes.facts();
  }

  @Override
  public Optional<Instant> sendableFrom() {
    return notes.sendableFrom();
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
