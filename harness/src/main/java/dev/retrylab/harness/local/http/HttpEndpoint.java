package dev.retrylab.harness.local.http;

import dev.retrylab.harness.local.clock.EngineClock;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The local engine's endpoint: several of AWS's services on one port of the loopback interface. A
 * request goes by path where one is served, else a form by AWS's query protocol, and what names a
 * target by the JSON protocols; the rest is refused.
 */
public final class HttpEndpoint implements AutoCloseable {
  private final JsonProtocol json = new JsonProtocol();
  private final QueryProtocol query = new QueryProtocol();
  private final Map<String, RestService> paths = new ConcurrentHashMap<>();
  private final RequestHandler handler;
  private final LoopbackServer server;

  private HttpEndpoint(int port, EngineClock clock) {
    this.handler = new RequestHandler(clock);
    this.server = LoopbackServer.start(port, 0, "local-http", this::serve, clock.failures());
  }

  /**
   * Starts an endpoint without any service. A service that is mounted on it must not block.
   *
   * @param port 1..65535, or 0 for any free port
   * @throws java.io.UncheckedIOException if the port cannot be had
   */
  public static HttpEndpoint start(int port, EngineClock clock) {
    return new HttpEndpoint(port, clock);
  }

  /**
   * Serves the actions of a JSON service.
   *
   * @param targetPrefix what stands before the dot in X-Amz-Target, such as {@code AmazonSQS}
   */
  public void mount(String targetPrefix, AwsJsonService service) {
    json.mount(targetPrefix, service);
  }

  /**
   * Serves one action of the query protocol.
   *
   * @param action such as {@code DescribeStacks}
   */
  public void mountQuery(String action, AwsQueryService service) {
    query.mount(action, service);
  }

  /** Serves every request whose path begins with the prefix; none may begin with another. */
  public void mountPath(String pathPrefix, RestService service) {
    paths.put(pathPrefix, service);
  }

  private void serve(HttpExchange exchange) {
    handler.serve(exchange, callOf(exchange));
  }

  private ServiceCall<?> callOf(HttpExchange exchange) {
    for (Map.Entry<String, RestService> path : paths.entrySet()) {
      if (exchange.target().startsWith(path.getKey())) {
        return new RestCall(path.getValue(), exchange);
      }
    }
    if (QueryProtocol.speaks(exchange)) {
      return query.call(exchange);
    }
    return JsonProtocol.speaks(exchange)
        ? json.call(exchange)
        : new UnservedCall(exchange.method() + " " + exchange.target());
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
