package dev.retrylab.harness.target;

import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.ClockKind;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The stack that {@code cdk deploy} made, on AWS or on an endpoint that speaks its wire formats.
 */
public final class AwsTarget implements Target {
  private final Deployment deployment;
  private final SqsClient sqs;
  private final CloudWatchLogsClient logs;
  private final Pace pace = new WallPace();

  private AwsTarget(Deployment deployment, SqsClient sqs, CloudWatchLogsClient logs) {
    this.deployment = deployment;
    this.sqs = sqs;
    this.logs = logs;
  }

  /**
   * Connects to the stack named in cdk-outputs.json, with the SDK's default chains for region and
   * credentials.
   *
   * @param scenario the scenario whose infrastructure is deployed
   * @throws TargetUnusable where there is no such stack, or another scenario is deployed
   */
  public static AwsTarget connect(
      Scenario scenario, Optional<URI> endpoint, Optional<String> region) {
    StackOutputs outputs = StackOutputs.read();
    String deployed = outputs.get("Scenario");
    if (!deployed.equals(scenario.name())) {
      throw new TargetUnusable(
          "The stack has scenario %s deployed, not %s. Run cdk deploy -c scenario=%s, or retry-lab run %s."
              .formatted(deployed, scenario.name(), scenario.name(), deployed));
    }
    return new AwsTarget(
        deployment(outputs, scenario),
        configure(
                SqsClient.builder().httpClient(UrlConnectionHttpClient.create()), endpoint, region)
            .build(),
        configure(
                CloudWatchLogsClient.builder().httpClient(UrlConnectionHttpClient.create()),
                endpoint,
                region)
            .build());
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configure(
      B builder, Optional<URI> endpoint, Optional<String> region) {
    endpoint.ifPresent(builder::endpointOverride);
    region.map(Region::of).ifPresent(builder::region);
    return builder;
  }

  private static Deployment deployment(StackOutputs outputs, Scenario scenario) {
    return new Deployment(
        outputs.get("SourceQueueUrl"),
        outputs.get("DlqUrl"),
        outputs.get("ConsumerFunctionName"),
        outputs.get("DlqConsumerFunctionName"),
        outputs.get("ConsumerLogGroup"),
        outputs.get("DlqConsumerLogGroup"),
        scenario.queue(),
        scenario.mapping(),
        scenario.function());
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
    return sqs;
  }

  @Override
  public CloudWatchLogsClient logs() {
    return logs;
  }

  @Override
  public boolean dlqReceiveCountSettled() {
    return false;
  }

  @Override
  public Pace pace() {
    return pace;
  }

  @Override
  public void close() {
    sqs.close();
    logs.close();
  }
}
