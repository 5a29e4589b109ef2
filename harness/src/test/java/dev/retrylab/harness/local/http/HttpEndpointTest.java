package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.WallClock;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private static final String WHAT_THIS_IS =
      "This is the local engine of Retry Lab, and it has no ";

  private final WallClock clock = new WallClock();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    endpoint.close();
    clock.close();
  }

  private HttpResponse<String> post(String target, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private record Echo() implements AwsJsonService {
    @Override
    public CompletionStage<ObjectNode> call(String action, ObjectNode input) {
      if (action.equals("Fail")) {
        throw new IllegalStateException("secret");
      }
      return CompletableFuture.completedFuture(
          JsonNodeFactory.instance.objectNode().put("action", action).set("input", input));
    }

    @Override
    public String contentType() {
      return "application/x-amz-json-1.1";
    }
  }

  @Test
  void the_target_header_names_service_and_action() throws Exception {
    endpoint.mount("Logs_20140328", new Echo());
    HttpResponse<String> response = post("Logs_20140328.Say", "{\"a\":1}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"action\":\"Say\",\"input\":{\"a\":1}}");
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/x-amz-json-1.1");
    assertTimeoutPreemptively(Duration.ofSeconds(10), this::holdsEnd);
  }

  private void holdsEnd() {
    while (clock.holds() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void what_is_no_json_object_is_a_serialization_exception() throws Exception {
    endpoint.mount("Echo", new Echo());
    for (String bad : new String[] {"{", "[]", "\"x\"", "{\"a\":}", "[".repeat(5_000)}) {
      HttpResponse<String> response = post("Echo.Say", bad);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"__type\":\"SerializationException\"");
    }
  }

  @Test
  void an_unknown_target_is_an_unknown_operation() throws Exception {
    HttpResponse<String> response = post("Nobody.Knows", "{}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException", WHAT_THIS_IS);
  }

  /** The first thing that cdk deploy asks for. */
  @Test
  void an_unknown_action_of_a_form_is_told_what_this_is() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(endpoint.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=AssumeRole&Version=2011-06-15"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(WHAT_THIS_IS + "AssumeRole.");
  }

  @Test
  void what_no_service_is_asked_by_is_refused_in_the_xml_of_s3() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.uri().resolve("/?list-type=2")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/xml");
    assertThat(response.body())
        .contains("<Error><Code>UnknownOperationException</Code>", WHAT_THIS_IS);
  }

  @Test
  void an_unexpected_failure_is_an_internal_failure_that_tells_nothing() throws Exception {
    Logger log = Logger.getLogger(RequestHandler.class.getName());
    log.setLevel(Level.OFF);
    endpoint.mount("Echo", new Echo());
    HttpResponse<String> response = post("Echo.Fail", "{}");
    log.setLevel(null);
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("InternalFailure").doesNotContain("secret");
  }

  @Test
  void a_body_over_the_limit_is_refused() throws Exception {
    endpoint.mount("Echo", new Echo());
    HttpResponse<String> response = post("Echo.Say", " ".repeat(Connection.LARGEST_BODY + 1));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void a_path_is_served_by_its_own_service() throws Exception {
    endpoint.mountPath(
        "/2015-03-31",
        request ->
            CompletableFuture.completedFuture(
                new Response(
                    202,
                    Map.of("x-seen", request.headers().get("x-given")),
                    (request.method() + request.path()).getBytes(UTF_8))));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.uri() + "/2015-03-31/f%20g/invocations?a=b%20c"))
            .header("X-Given", "yes")
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("x-seen")).contains("yes");
    assertThat(response.body()).isEqualTo("GET/2015-03-31/f g/invocations");
  }

  private Queue sqsQueue() {
    SqsEngine engine = new SqsEngine(clock);
    endpoint.mount("AmazonSQS", new SqsService(engine, endpoint.uri()));
    return engine.createQueue(new QueueName("q"), Map.of(), Map.of());
  }

  private Socket connect() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return new Socket(loopback, endpoint.uri().getPort());
  }

  private Socket longPoll(Queue queue) throws IOException {
    String body = "{\"QueueUrl\":\"http://any.host/000000000000/q\",\"WaitTimeSeconds\":20}";
    int before = queue.waiting();
    // Waiting begins a moment before the request lets go of the clock, and of its client.
    Socket socket = connect();
    socket
        .getOutputStream()
        .write(
            ("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\n"
                    + "Content-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(UTF_8));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (queue.waiting() == before || clock.holds() > 0) {
            Thread.onSpinWait();
          }
        });
    return socket;
  }

  @Test
  void a_long_poll_whose_client_has_gone_takes_no_message() throws Exception {
    Queue queue = sqsQueue();
    longPoll(queue).close();
    queue.send(SendRequest.of("x"));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (queue.counts().visible() == 0) {
            Thread.onSpinWait();
          }
        });
    assertThat(queue.receiveNow(ReceiveRequest.of(1)))
        .singleElement()
        .satisfies(message -> assertThat(message.receiveCount()).isEqualTo(1));
    assertThat(queue.counters().received()).isEqualTo(1);
  }

  @Test
  void a_client_that_goes_waits_no_longer() throws Exception {
    Queue queue = sqsQueue();
    longPoll(queue).close();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (queue.waiting() > 0) {
            Thread.onSpinWait();
          }
        });
    assertThat(queue.counters().received()).isZero();
  }

  @Test
  void requests_that_are_sent_ahead_are_answered_in_their_order() throws Exception {
    endpoint.mount("Echo", new Echo());
    try (Socket socket = connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        requests
            .append("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: Echo.Say")
            .append(i)
            .append(i == 9 ? "\r\nConnection: close" : "")
            .append("\r\nContent-Length: 2\r\n\r\n{}");
      }
      socket.getOutputStream().write(requests.toString().getBytes(UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answers.lines().filter(line -> line.contains("\"action\"")))
          .extracting(line -> line.replaceAll(".*\"(Say\\d)\".*", "$1"))
          .containsExactly(
              "Say0", "Say1", "Say2", "Say3", "Say4", "Say5", "Say6", "Say7", "Say8", "Say9");
    }
  }

  @Test
  void a_request_that_is_sent_ahead_of_a_pending_response_ends_the_connection() throws Exception {
    Queue queue = sqsQueue();
    try (Socket socket = longPoll(queue)) {
      socket
          .getOutputStream()
          .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (queue.waiting() > 0) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  void it_stops_within_a_second_with_long_polls_open() throws Exception {
    Queue queue = sqsQueue();
    try (Socket one = longPoll(queue);
        Socket two = longPoll(queue)) {
      assertTimeoutPreemptively(Duration.ofSeconds(1), endpoint::close);
      assertThat(one.getInputStream().read()).isEqualTo(-1);
      assertThat(two.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void a_request_that_is_cut_in_the_middle_disturbs_nobody() throws Exception {
    endpoint.mount("Echo", new Echo());
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket
            .getOutputStream()
            .write(
                "POST / HTTP/1.1\r\nX-Amz-Target: Echo.Say\r\nContent-Length: 100\r\n\r\n{"
                    .getBytes(UTF_8));
      }
    }
    assertThat(post("Echo.Say", "{}").statusCode()).isEqualTo(200);
  }
}
