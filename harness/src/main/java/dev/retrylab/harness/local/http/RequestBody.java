package dev.retrylab.harness.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** The body of a request, up to a limit. */
final class RequestBody {
  /**
   * Bytes. A batch of messages may hold 1 MiB (fact lim-batch-total), and a JSON escape turns one
   * byte into six at worst; the rest is room for names and attributes.
   */
  static final int LIMIT = 8 * 1024 * 1024;

  private RequestBody() {}

  static byte[] read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LIMIT + 1);
    if (body.length > LIMIT) {
      throw AwsError.of(
          "RequestEntityTooLargeException",
          "The request is longer than " + LIMIT + " bytes, the most that is read.",
          413);
    }
    return body;
  }
}
