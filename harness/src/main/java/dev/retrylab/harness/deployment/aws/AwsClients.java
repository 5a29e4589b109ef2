package dev.retrylab.harness.deployment.aws;

import dev.retrylab.harness.deployment.StackLocation;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK clients of one place, with the SDK's default chains for what is not asked for. */
final class AwsClients implements AutoCloseable {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final ApiCalls calls;
  private final SqsClient sqs;
  private final SqsClient sendingOnce;
  private final CloudWatchLogsClient logs;
  private final LambdaClient lambda;
  private final LambdaClient invokingOnce;
  private final CloudFormationClient cloudFormation;
  private final StsClient sts;
  private final CloudWatchClient cloudWatch;

  /**
   * Makes the clients; nothing is called yet.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException where no region is known
   */
  AwsClients(StackLocation place, ClientPolicy policy) {
    this.calls = new ApiCalls(policy.machineClock());
    RetryStrategy usual = policy.retries();
    this.sqs = configure(SqsClient.builder(), place, "sqs", usual).build();
    this.sendingOnce =
        configure(SqsClient.builder(), place, "sqs", policy.retriesOfRefusals()).build();
    this.logs =
        configure(CloudWatchLogsClient.builder(), place, "logs", policy.retriesOfReads()).build();
    this.lambda = configure(LambdaClient.builder(), place, "lambda", usual).build();
    this.invokingOnce =
        configure(LambdaClient.builder(), place, "lambda", policy.retriesOfRefusals()).build();
    this.cloudFormation =
        configure(CloudFormationClient.builder(), place, "cloudformation", usual).build();
    this.sts = configure(StsClient.builder(), place, "sts", usual).build();
    this.cloudWatch = configure(CloudWatchClient.builder(), place, "cloudwatch", usual).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, StackLocation place, String service, RetryStrategy retries) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            .retryStrategy(retries)
            .addExecutionInterceptor(calls.of(service));
    place.profile().ifPresent(overrides::defaultProfileName);
    builder.httpClient(http).overrideConfiguration(overrides.build());
    place.endpoint().ifPresent(builder::endpointOverride);
    place.region().map(Region::of).ifPresent(builder::region);
    return builder;
  }

  ApiCalls calls() {
    return calls;
  }

  SqsClient sqs() {
    return sqs;
  }

  /** Never repeats a call that may have been taken. */
  SqsClient sendingOnce() {
    return sendingOnce;
  }

  CloudWatchLogsClient logs() {
    return logs;
  }

  LambdaClient lambda() {
    return lambda;
  }

  /** Never repeats a call that may have been taken. */
  LambdaClient invokingOnce() {
    return invokingOnce;
  }

  CloudFormationClient cloudFormation() {
    return cloudFormation;
  }

  /** What CloudWatch counts of the queue of this name. */
  CloudWatchMetrics.Source metricsOf(String queue) {
    return (metric, statistic, from, to) ->
        cloudWatch
            .getMetricStatistics(
                request ->
                    request
                        .namespace("AWS/SQS")
                        .metricName(metric)
                        .dimensions(Dimension.builder().name("QueueName").value(queue).build())
                        .startTime(from)
                        .endTime(to)
                        .period((int) CloudWatchMetrics.PERIOD.toSeconds())
                        .statistics(
                            statistic == CloudWatchMetrics.Statistic.SUM
                                ? Statistic.SUM
                                : Statistic.MAXIMUM))
            .datapoints()
            .stream()
            .map(
                point ->
                    new CloudWatchMetrics.Datapoint(
                        point.timestamp(),
                        statistic == CloudWatchMetrics.Statistic.SUM
                            ? point.sum()
                            : point.maximum()))
            .toList();
  }

  StsClient sts() {
    return sts;
  }

  String region() {
    return sqs.serviceClientConfiguration().region().id();
  }

  @Override
  public void close() {
    sqs.close();
    sendingOnce.close();
    logs.close();
    lambda.close();
    invokingOnce.close();
    cloudFormation.close();
    sts.close();
    cloudWatch.close();
    http.close();
  }
}
