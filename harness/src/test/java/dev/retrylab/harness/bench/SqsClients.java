package dev.retrylab.harness.bench;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The SDK as an instrument: it neither signs nor checks, which would only measure itself. */
final class SqsClients {
  private SqsClients() {}

  static SqsClient client(URI server) {
    return SqsClient.builder()
        .endpointOverride(server)
        .region(Region.US_EAST_1)
        .checksumValidationEnabled(false)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(defaults -> new SocketHttpClient(server))
        .build();
  }

  /**
   * Makes a queue.
   *
   * @return its URL
   */
  static String queue(SqsClient client, String name, boolean fifo) {
    return client
        .createQueue(
            request -> {
              request.queueName(fifo ? name + ".fifo" : name);
              if (fifo) {
                request.attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
              }
            })
        .queueUrl();
  }
}
