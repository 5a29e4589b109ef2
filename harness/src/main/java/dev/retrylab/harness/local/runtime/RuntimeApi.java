package dev.retrylab.harness.local.runtime;

import dev.retrylab.harness.local.failure.EngineFailures;
import dev.retrylab.harness.local.http.HttpExchange;
import dev.retrylab.harness.local.http.LoopbackServer;
import dev.retrylab.harness.local.http.Response;
import dev.retrylab.harness.local.runtime.FunctionRuntime.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The Lambda Runtime API for one execution environment, on a loopback port of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda
 *     runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final byte[] ACCEPTED = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
  private static final String ROOT = "/2018-06-01/runtime/";

  /** Bytes: 6 MB (developer guide, gettingstarted-limits) and 100, as the platform's error says. */
  private static final int LARGEST_RESPONSE = 6 * 1024 * 1024 + 100;

  private static final byte[] TOO_LARGE =
      ("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size"
              + " exceeded maximum allowed payload size (%d bytes).\"}".formatted(LARGEST_RESPONSE))
          .getBytes(StandardCharsets.UTF_8);

  private final LoopbackServer server;
  private final Listener listener;
  private HttpExchange parked;

  private RuntimeApi(Listener listener, EngineFailures failures) {
    this.listener = listener;
    this.server = LoopbackServer.start(0, 1, "runtime-api", this::handle, failures);
  }

  static RuntimeApi start(Listener listener, EngineFailures failures) {
    return new RuntimeApi(listener, failures);
  }

  /** For the environment variable AWS_LAMBDA_RUNTIME_API. */
  String hostAndPort() {
    return LoopbackServer.HOST + ":" + server.port();
  }

  private void handle(HttpExchange exchange) {
    String path = exchange.target();
    if (path.equals(ROOT + "invocation/next")) {
      park(exchange);
      listener.next();
    } else if (path.equals(ROOT + "init/error")) {
      accept(exchange, () -> listener.initError(exchange.body()));
    } else if (path.matches(ROOT + "invocation/[^/]+/(response|error)")) {
      result(exchange, path.substring(ROOT.length()).split("/", -1));
    } else {
      exchange.answer(new Response(404, Map.of(), new byte[0]), written -> {});
    }
  }

  private void result(HttpExchange exchange, String[] path) {
    if (exchange.body().length > LARGEST_RESPONSE) {
      exchange.answer(new Response(413, JSON, TOO_LARGE), written -> {});
      listener.error(path[1], TOO_LARGE);
    } else {
      accept(exchange, () -> report(path, exchange.body()));
    }
  }

  private void report(String[] path, byte[] body) {
    if (path[2].equals("response")) {
      listener.response(path[1], body);
    } else {
      listener.error(path[1], body);
    }
  }

  private static void accept(HttpExchange exchange, Runnable report) {
    exchange.answer(new Response(202, JSON, ACCEPTED), written -> {});
    report.run();
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
  void deliver(String requestId, String functionArn, long deadlineMillis, byte[] payload)
      throws IOException {
    HttpExchange exchange;
    synchronized (this) {
      exchange = parked;
      parked = null;
    }
    if (exchange == null) {
      throw new IOException("the runtime has not asked for work");
    }
    Map<String, String> headers = new HashMap<>(JSON);
    headers.put("Lambda-Runtime-Aws-Request-Id", requestId);
    headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(deadlineMillis));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    // A process that is gone says so itself, by its end.
    exchange.answer(new Response(200, headers, payload), written -> {});
  }

  @Override
  public void close() {
    server.close();
  }
}
