package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A call of a service that is asked by path and method. */
record RestCall(RestService service, HttpExchange exchange) implements ServiceCall<Response> {

  @Override
  public CompletableFuture<Response> call() {
    return service
        .call(
            new RestRequest(
                exchange.method(), path(exchange.target()), exchange.headers(), exchange.body()))
        .toCompletableFuture();
  }

  private static String path(String target) {
    try {
      return new QueryStringDecoder(target).path();
    } catch (IllegalArgumentException e) {
      throw AwsError.of("ValidationException", "The request's path is no URI: " + target, 400);
    }
  }

  @Override
  public Response response(Response answer) {
    return answer;
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
}
