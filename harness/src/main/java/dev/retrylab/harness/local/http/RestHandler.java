package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Serves a service that is asked by path and method. */
final class RestHandler {
  private final Serving serving;
  private final RestService service;

  RestHandler(Serving serving, RestService service) {
    this.serving = serving;
    this.service = service;
  }

  void handle(HttpExchange exchange) {
    serving.serve(exchange, new Call(exchange));
  }

  private final class Call implements Serving.Conversation<Response> {
    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public CompletableFuture<Response> answer() {
      URI uri = uri(exchange.target());
      return service
          .call(
              new RestRequest(
                  exchange.method(), uri.getPath(), query(uri), headers(exchange), exchange.body()))
          .toCompletableFuture();
    }

    @Override
    public Response reply(Response answer) {
      return new Response(answer.status(), answer.headers(), answer.body());
    }

    @Override
    public Response refusal(AwsError error) {
      String body =
          JsonNodeFactory.instance
              .objectNode()
              .put("Type", error.senderFault() ? "User" : "Service")
              .put("Message", error.getMessage())
              .put("message", error.getMessage())
              .toString();
      return new Response(
          error.status(),
          Map.of("Content-Type", "application/json", "x-amzn-ErrorType", error.code()),
          body.getBytes(UTF_8));
    }

    @Override
    public void undelivered(Response answer) {}
  }

  private static URI uri(String target) {
    try {
      return new URI(target);
    } catch (URISyntaxException e) {
      throw AwsError.of("ValidationException", "The request's path is no URI: " + target, 400);
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.putIfAbsent(decoded(key), decoded(value));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw AwsError.of("ValidationException", "The query holds a bad escape: " + text, 400);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .headers()
        .forEach(
            header ->
                headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return headers;
  }
}
