package dev.retrylab.harness.fidelity;

import dev.retrylab.harness.deployment.StackLocation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** The synthesised stack on an endpoint, from its creation by CloudFormation to its deletion. */
final class DeployedStack implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** LocalStack pulls the functions' runtime, a large image, while it creates them. */
  private static final int MOST_POLLS = 900;

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final StackLocation place;
  private final Assembly assembly;
  private final S3Client s3;
  private final CloudFormationClient cloudFormation;
  private final CloudFormationWaiter waiter;

  private DeployedStack(StackLocation place, Assembly assembly) {
    this.place = place;
    this.assembly = assembly;
    Region region = Region.of(place.region().orElseThrow());
    URI endpoint = place.endpoint().orElseThrow();
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    this.s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .forcePathStyle(true)
            .httpClient(http)
            .build();
    this.cloudFormation =
        CloudFormationClient.builder()
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build();
    this.waiter =
        CloudFormationWaiter.builder()
            .client(cloudFormation)
            .overrideConfiguration(
                override ->
                    override
                        .maxAttempts(MOST_POLLS)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(POLL)))
            .build();
  }

  /** Uploads the assets and creates the stack; what is half made is deleted again. */
  static DeployedStack create(StackLocation place, Assembly assembly) {
    DeployedStack stack = new DeployedStack(place, assembly);
    try {
      stack.upload();
      stack.create();
      return stack;
    } catch (RuntimeException | AssertionError e) {
      try {
        stack.close();
      } catch (RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private void upload() {
    for (Assembly.Asset asset : assembly.assets()) {
      try {
        s3.createBucket(bucket -> bucket.bucket(asset.bucket()));
      } catch (BucketAlreadyOwnedByYouException e) {
        // The assets of one stack share a bucket.
      }
      s3.putObject(
          put -> put.bucket(asset.bucket()).key(asset.key()), RequestBody.fromFile(asset.file()));
    }
  }

  private void create() {
    cloudFormation.createStack(
        create ->
            create
                .stackName(place.stack())
                .templateBody(assembly.template())
                .capabilities(Capability.CAPABILITY_IAM));
    try {
      waiter.waitUntilStackCreateComplete(describe -> describe.stackName(place.stack()));
    } catch (SdkClientException e) {
      throw new AssertionError(
          "The stack could not be created: " + String.join("; ", failures()), e);
    }
  }

  private List<String> failures() {
    return cloudFormation
        .describeStackEvents(describe -> describe.stackName(place.stack()))
        .stackEvents()
        .stream()
        .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
        .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
        .collect(Collectors.toList());
  }

  /** Whether CloudFormation knows the stack, and not as deleted. */
  boolean exists() {
    return cloudFormation.listStacks(list -> {}).stackSummaries().stream()
        .filter(stack -> stack.stackName().equals(place.stack()))
        .anyMatch(stack -> !stack.stackStatusAsString().equals("DELETE_COMPLETE"));
  }

  /** Deletes the stack, and waits until it is gone. */
  void delete() {
    cloudFormation.deleteStack(delete -> delete.stackName(place.stack()));
    waiter.waitUntilStackDeleteComplete(describe -> describe.stackName(place.stack()));
  }

  @Override
  public void close() {
    try {
      if (exists()) {
        delete();
      }
    } finally {
      s3.close();
      cloudFormation.close();
      waiter.close();
      http.close();
    }
  }
}
