package dev.retrylab.harness.deployment.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes SDK clients of an engine on this machine, which knows no TLS and asks for no credentials.
 */
record LocalClients(URI endpoint) {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static final AtomicBoolean LOADED = new AtomicBoolean();

  /** Has the classes of the clients loaded meanwhile, if that was not done in this process. */
  static void loadAhead() {
    if (LOADED.compareAndSet(false, true)) {
      // By this thread, before the other logs, too: while two threads make SLF4J find its provider,
      // it prints to standard error.
      LoggerFactory.getILoggerFactory();
      Thread loading = new Thread(LocalClients::load, "sdk-classes");
      loading.setDaemon(true);
      loading.start();
    }
  }

  /** Clients of nothing need the same classes. */
  private static void load() {
    LocalClients clients = new LocalClients(URI.create("http://localhost"));
    clients.sqs().close();
    clients.logs().close();
  }

  SqsClient sqs() {
    return configure(SqsClient.builder()).build();
  }

  LambdaClient lambda() {
    return configure(LambdaClient.builder()).build();
  }

  CloudWatchLogsClient logs() {
    return configure(CloudWatchLogsClient.builder()).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClient(plainHttp());
  }

  /** The default would make a TLS context first, which takes a tenth of a second. */
  private static SdkHttpClient plainHttp() {
    return UrlConnectionHttpClient.create(LocalClients::connection);
  }

  private static HttpURLConnection connection(URI uri) {
    try {
      return (HttpURLConnection) uri.toURL().openConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
