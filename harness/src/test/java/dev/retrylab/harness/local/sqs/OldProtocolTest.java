package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.sqs.wire.SqsQueryProtocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldProtocolTest {
  private static final String REFUSED =
      "<Message>This endpoint speaks SQS's JSON protocol only, and ListQueues came in the older query"
          + " protocol. Use a client that speaks JSON: boto3 1.28.82, AWS CLI 1.29.82, AWS SDK for"
          + " Java 2.21.19, or any SDK since November 2023.</Message>";

  private final WallClock clock = new WallClock();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);

  @BeforeEach
  void mount() {
    endpoint.mountQuery("ListQueues", new SqsQueryProtocol());
  }

  @AfterEach
  void stop() {
    endpoint.close();
    clock.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/000000000000/q"})
  void a_form_of_the_query_protocol_is_told_that_only_JSON_is_spoken(String path) throws Exception {
    HttpResponse<String> response =
        send(
            to(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("Action=ListQueues&Version=2012-11-05")));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("<Code>InvalidAction</Code>", REFUSED);
  }

  @Test
  void so_is_a_query_in_the_URL() throws Exception {
    HttpResponse<String> response =
        send(to("/000000000000/q?Version=2012-11-05&Action=ListQueues").GET());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("<Code>InvalidAction</Code>", REFUSED);
  }
}
