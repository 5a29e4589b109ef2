package dev.retrylab.harness.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What is written back to a client. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final int CHUNKED = 0;
  private static final int NO_BODY = -1;

  /** Writes the answer at once, to a client that was there a moment ago. */
  void writeTo(HttpExchange exchange) throws IOException {
    try (exchange) {
      putHeaders(exchange);
      exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /**
   * Writes the answer to a client that has waited and may have gone. The server does not say so
   * while it waits, and the first bytes to a closed socket still seem to arrive; only the next ones
   * fail. So a blank, which JSON allows in front, goes ahead of the body.
   */
  void writeAfterWaitTo(HttpExchange exchange) throws IOException {
    try (exchange) {
      putHeaders(exchange);
      exchange.sendResponseHeaders(status, CHUNKED);
      OutputStream out = exchange.getResponseBody();
      out.write(' ');
      out.flush();
      out.write(body);
      out.flush(); // closing swallows what fails
      out.close();
    }
  }

  private void putHeaders(HttpExchange exchange) {
    headers.forEach(exchange.getResponseHeaders()::set);
  }
}
