package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Refuses what no service here is asked by: paths and methods alone, such as S3's. The refusal is
 * in the XML of S3, which is the one that people try.
 */
final class UnservedHandler {
  private static final Map<String, String> XML = Map.of("Content-Type", "application/xml");

  private final Serving serving;

  UnservedHandler(Serving serving) {
    this.serving = serving;
  }

  void handle(HttpExchange exchange) {
    serving.serve(exchange, new Call(exchange.method() + " " + exchange.target()));
  }

  private record Call(String asked) implements Serving.Conversation<String> {
    @Override
    public CompletableFuture<String> answer() {
      throw AwsError.notServed(asked, 400);
    }

    @Override
    public Response reply(String answer) {
      return new Response(200, XML, answer.getBytes(UTF_8));
    }

    @Override
    public Response refusal(AwsError error) {
      String body =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
              .formatted(error.code(), Xml.text(error.getMessage()));
      return new Response(error.status(), XML, body.getBytes(UTF_8));
    }

    @Override
    public void undelivered(String answer) {}
  }
}
