package dev.retrylab.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * What the SDK sends its requests with.
 *
 * <p>Its own client reads the JDK's certificates when it is made, a tenth of a cold start. On AWS
 * that belongs into init, which has a whole CPU there; an emulator's plain HTTP needs none of it.
 */
final class SqsHttpClient {
  /** The SDK's own limits, which it leaves to whoever opens the connections. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  private static final Duration READ_LIMIT = Duration.ofSeconds(30);

  private SqsHttpClient() {}

  static SdkHttpClient of(Map<String, String> environment) {
    return needsNoTls(environment)
        ? UrlConnectionHttpClient.create(SqsHttpClient::open)
        : UrlConnectionHttpClient.create();
  }

  /**
   * Whether the endpoint that the environment gives is plain HTTP. Behind a proxy the SDK's client
   * does more than to open connections.
   *
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">the
   *     order of these variables</a>
   */
  static boolean needsNoTls(Map<String, String> environment) {
    boolean proxy = environment.containsKey("http_proxy") || environment.containsKey("HTTP_PROXY");
    return !proxy
        && Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_SQS"))
            .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
            .filter(endpoint -> endpoint.startsWith("http://"))
            .isPresent();
  }

  /** Where a system property has sent the SDK to HTTPS after all, the JDK makes its TLS now. */
  static HttpURLConnection open(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) CONNECT_LIMIT.toMillis());
      connection.setReadTimeout((int) READ_LIMIT.toMillis());
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
