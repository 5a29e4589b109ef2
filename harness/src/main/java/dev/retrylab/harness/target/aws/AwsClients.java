package dev.retrylab.harness.target.aws;

import dev.retrylab.harness.target.AwsPlace;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK clients of one place, with the SDK's default chains for what is not asked for. */
final class AwsClients implements AutoCloseable {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final ApiCalls calls;
  private final SqsClient sqs;
  private final CloudWatchLogsClient logs;
  private final LambdaClient lambda;
  private final CloudFormationClient cloudFormation;
  private final StsClient sts;

  /**
   * Makes the clients; nothing is called yet.
   *
   * @param clock of this machine
   * @throws software.amazon.awssdk.core.exception.SdkClientException where no region is known
   */
  AwsClients(AwsPlace place, InstantSource clock) {
    this.calls = new ApiCalls(clock);
    this.sqs = configure(SqsClient.builder(), place, "sqs", RetryMode.STANDARD).build();
    this.logs =
        configure(CloudWatchLogsClient.builder(), place, "logs", RetryMode.ADAPTIVE_V2).build();
    this.lambda = configure(LambdaClient.builder(), place, "lambda", RetryMode.STANDARD).build();
    this.cloudFormation =
        configure(CloudFormationClient.builder(), place, "cloudformation", RetryMode.STANDARD)
            .build();
    this.sts = configure(StsClient.builder(), place, "sts", RetryMode.STANDARD).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, AwsPlace place, String service, RetryMode retries) {
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

  CloudWatchLogsClient logs() {
    return logs;
  }

  LambdaClient lambda() {
    return lambda;
  }

  CloudFormationClient cloudFormation() {
    return cloudFormation;
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
    logs.close();
    lambda.close();
    cloudFormation.close();
    sts.close();
    http.close();
  }
}
