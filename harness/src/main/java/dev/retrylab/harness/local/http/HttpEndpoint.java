package dev.retrylab.harness.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.retrylab.harness.local.clock.EngineClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The local engine's HTTP server. It listens on the loopback interface only. Requests of AWS's JSON
 * protocols are told apart by X-Amz-Target, all others by path.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * A request that stops in its middle keeps a thread until the server gives it up, and where no
   * thread is left everybody waits: so there are more than any client is likely to leave hanging.
   */
  private static final int MAX_THREADS = 2_000;

  static {
    // Read once by the JDK's server, when the first one is made. Without nodelay each answer waits
    // for the peer's delayed acknowledgement (44 ms instead of 0.5); without the request limit a
    // client that stops in the middle of a request would keep its thread for ever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "20");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Serving serving;
  private final JsonHandler json;
  private final QueryHandler query;

  private HttpEndpoint(HttpServer server, ExecutorService threads, EngineClock clock) {
    this.server = server;
    this.threads = threads;
    this.serving = new Serving(clock, threads);
    this.json = new JsonHandler(serving);
    this.query = new QueryHandler(serving);
  }

  /**
   * Starts a server without any service.
   *
   * @param port 1..65535, or 0 for any free port
   * @throws UncheckedIOException if the port cannot be had
   */
  public static HttpEndpoint start(int port, EngineClock clock) {
    HttpServer server;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(
                  InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1}), port),
              1024);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on " + LOOPBACK + ":" + port, e);
    }
    ExecutorService threads = threads();
    HttpEndpoint endpoint = new HttpEndpoint(server, threads, clock);
    server.setExecutor(threads);
    server.createContext("/", endpoint::atRoot);
    server.start();
    return endpoint;
  }

  private void atRoot(HttpExchange exchange) {
    if (QueryHandler.speaks(exchange)) {
      query.handle(exchange);
    } else {
      json.handle(exchange);
    }
  }

  private static ExecutorService threads() {
    return new ThreadPoolExecutor(
        2,
        MAX_THREADS,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "local-http");
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.CallerRunsPolicy());
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
   * Serves the actions of a service of the query protocol.
   *
   * @param version the version of its API, such as {@code 2010-05-15}
   */
  public void mountQuery(String version, AwsQueryService service) {
    query.mount(version, service);
  }

  /** Serves every request whose path begins with the prefix. */
  public void mountPath(String pathPrefix, RestService service) {
    server.createContext(pathPrefix, new RestHandler(serving, service));
  }

  /** Where the endpoint is, without a path: {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
  }

  /** Stops at once: open connections are closed, waiting clients included. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
