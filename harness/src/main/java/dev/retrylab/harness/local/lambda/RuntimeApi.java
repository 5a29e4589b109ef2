package dev.retrylab.harness.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The Lambda Runtime API for one execution environment, on a loopback port of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RuntimeApi.class.getName());
  private static final String ROOT = "/2018-06-01/runtime/";

  /** Bytes: 6 MB (developer guide, gettingstarted-limits) and 100, as the platform's error says. */
  private static final int LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

  private static final FunctionError TOO_LARGE =
      FunctionError.of(
          "Function.ResponseSizeTooLarge",
          "Response payload size exceeded maximum allowed payload size (%d bytes)."
              .formatted(LARGEST_RESPONSE));

  /** What the environment does on each call of its runtime. */
  interface Listener {
    /** The runtime asks for work; it is answered by {@link RuntimeApi#deliver}. */
    void next();

    void response(String requestId, byte[] body);

    void error(String requestId, byte[] body);

    void initError(byte[] body);
  }

  private final HttpServer server;
  private final Listener listener;
  private HttpExchange parked;

  private RuntimeApi(HttpServer server, Listener listener) {
    this.server = server;
    this.listener = listener;
  }

  static RuntimeApi start(Listener listener) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RuntimeApi api = new RuntimeApi(server, listener);
      server.createContext(ROOT, api::handle);
      server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open a loopback port for a function: " + e, e);
    }
  }

  /** For the environment variable AWS_LAMBDA_RUNTIME_API. */
  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_RESPONSE + 1);
      if (path.equals("invocation/next")) {
        park(exchange);
        listener.next();
      } else if (path.equals("init/error")) {
        accept(exchange);
        listener.initError(body);
      } else if (path.matches("invocation/[^/]+/(response|error)")) {
        if (body.length > LARGEST_RESPONSE) {
          answer(exchange, 413, TOO_LARGE.payload());
          listener.error(path.split("/", -1)[1], TOO_LARGE.payload());
        } else {
          accept(exchange);
          report(path.split("/", -1), body);
        }
      } else {
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A call of the Runtime API failed", e);
      exchange.close();
    }
  }

  private void report(String[] path, byte[] body) {
    if (path[2].equals("response")) {
      listener.response(path[1], body);
    } else {
      listener.error(path[1], body);
    }
  }

  private static void accept(HttpExchange exchange) throws IOException {
    answer(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized void park(HttpExchange exchange) {
    parked = exchange;
  }

  /**
   * Answers the runtime's call for work.
   *
   * @param deadlineMillis on the wall clock, which is the one that the process can see
   * @throws IOException where the process is gone
   */
  void deliver(Invocation invocation, String functionArn, long deadlineMillis) throws IOException {
    HttpExchange exchange;
    synchronized (this) {
      exchange = parked;
      parked = null;
    }
    if (exchange == null) {
      throw new IOException("the runtime has not asked for work");
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadlineMillis));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    exchange.sendResponseHeaders(200, invocation.payload().length);
    exchange.getResponseBody().write(invocation.payload());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
