package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Refuses what no service here is asked by: paths and methods alone, such as S3's. The refusal is
 * in the XML of S3, which is the one that people try.
 *
 * @param asked method and path
 */
record UnservedCall(String asked) implements ServiceCall<Response> {

  @Override
  public CompletableFuture<Response> call() {
    throw AwsError.notServed(asked, 400);
  }

  @Override
  public Response response(Response answer) {
    return answer;
  }

  @Override
  public Response refusal(AwsError error) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(error.code(), Xml.text(error.getMessage()));
    return new Response(
        error.status(), Map.of("Content-Type", "application/xml"), body.getBytes(UTF_8));
  }
}
