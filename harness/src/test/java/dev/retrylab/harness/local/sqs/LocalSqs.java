package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An engine behind its HTTP endpoint on the wall clock, with an SDK client. */
final class LocalSqs implements AutoCloseable {
  final WallClock clock = new WallClock();
  final SqsEngine engine = new SqsEngine(clock);
  final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
  final SqsClient client = client(endpoint.uri());

  LocalSqs() {
    endpoint.mount(SqsService.TARGET_PREFIX, new SqsService(engine, endpoint.uri()));
  }

  static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    client.close();
    endpoint.close();
    clock.close();
  }
}
