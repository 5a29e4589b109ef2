package dev.retrylab.harness.local.http;

import dev.retrylab.harness.local.clock.EngineClock;
import java.net.URI;

/** The local engine's endpoint: several of AWS's services on one port of the loopback interface. */
public final class HttpEndpoint implements AutoCloseable {
  private final Router router;
  private final LoopbackServer server;

  private HttpEndpoint(Router router, LoopbackServer server) {
    this.router = router;
    this.server = server;
  }

  /**
   * Starts an endpoint without any service. A service that is mounted on it must not block.
   *
   * @param port 1..65535, or 0 for any free port
   * @throws java.io.UncheckedIOException if the port cannot be had
   */
  public static HttpEndpoint start(int port, EngineClock clock) {
    Router router = new Router(new Serving(clock));
    return new HttpEndpoint(
        router, LoopbackServer.start(port, 0, "local-http", router::handle, clock.failures()));
  }

  /**
   * Serves the actions of a JSON service.
   *
   * @param targetPrefix what stands before the dot in X-Amz-Target, such as {@code AmazonSQS}
   */
  public void mount(String targetPrefix, AwsJsonService service) {
    router.json().mount(targetPrefix, service);
  }

  /**
   * Serves the actions of a service of the query protocol.
   *
   * @param version the version of its API, such as {@code 2010-05-15}
   */
  public void mountQuery(String version, AwsQueryService service) {
    router.query().mount(version, service);
  }

  /** Serves every request whose path begins with the prefix. */
  public void mountPath(String pathPrefix, RestService service) {
    router.mountPath(pathPrefix, service);
  }

  /** Where the endpoint is, without a path: {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://" + LoopbackServer.HOST + ":" + server.port());
  }

  /** Stops at once: open connections are closed, waiting clients included. */
  @Override
  public void close() {
    server.close();
  }
}
