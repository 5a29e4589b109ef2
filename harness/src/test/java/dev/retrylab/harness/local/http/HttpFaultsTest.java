package dev.retrylab.harness.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.local.sqs.Conservation;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.WallClock;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bad connections and crowds, at the wire: whatever server stands behind the endpoint, nothing is
 * lost, nothing is done that was not asked for to the end, and nobody else has to wait.
 */
@Timeout(120)
@DisplayName("The endpoint under bad connections and crowds")
class HttpFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CROWD = 200;
  private static final int EACH = 5;

  /** More than a server that gives each connection a thread is likely to have threads for. */
  private static final int HANGING = 400;

  /** Each of them makes the server write 3 MB, which is more than the kernel takes in. */
  private static final int NOT_READING = 40;

  /** An ordinary call takes milliseconds; on a busy machine some more. */
  private static final Duration NORMAL = Duration.ofSeconds(3);

  private final WallClock clock = new WallClock();
  private final SqsEngine engine = new SqsEngine(clock);
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, clock);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue standard = queue("standard");
  private final Queue fifo = queue("ordered.fifo");

  HttpFaultsTest() {
    endpoint.mount(SqsService.TARGET_PREFIX, new SqsService(engine, endpoint.uri()));
  }

  private Queue queue(String name) {
    Map<String, String> attributes =
        name.endsWith(".fifo")
            ? Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")
            : Map.of();
    return engine.createQueue(new QueueName(name), attributes, Map.of());
  }

  @AfterEach
  void stop() {
    endpoint.close();
    clock.close();
  }

  private HttpResponse<String> post(String action, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode call(String action, String json) throws Exception {
    HttpResponse<String> response = post(action, json);
    assertThat(response.statusCode()).as("%s: %s", action, response.body()).isEqualTo(200);
    return JSON.readTree(response.body().isBlank() ? "{}" : response.body());
  }

  private String of(Queue queue, String more) {
    return "{\"QueueUrl\":\"%s/000000000000/%s\"%s}".formatted(endpoint.uri(), queue.name(), more);
  }

  private static void await(String what, BooleanSupplier condition) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
          }
        },
        what);
  }

  /** All of them at once, each in a thread of its own; the first failure is thrown. */
  private static void crowd(int size, ThrowingClient client) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int number = i;
        all.add(
            threads.submit(
                () -> {
                  client.run(number);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private interface ThrowingClient {
    void run(int number) throws Exception;
  }

  @Test
  @DisplayName("200 clients at once: each message is received once and deleted, groups in order")
  void crowd() throws Exception {
    Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    Map<String, Integer> last = new ConcurrentHashMap<>();
    AtomicInteger overtaken = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(CROWD * EACH);
    crowd(
        CROWD,
        number -> {
          Queue queue = number % 2 == 0 ? standard : fifo;
          for (int i = 0; i < EACH; i++) {
            String group = queue == fifo ? ",\"MessageGroupId\":\"g%d\"".formatted(number) : "";
            call(
                "SendMessage",
                of(queue, ",\"MessageBody\":\"g%d-%d\"%s".formatted(number, i, group)));
          }
          while (left.get() > 0) {
            JsonNode messages =
                call("ReceiveMessage", of(queue, ",\"WaitTimeSeconds\":1")).path("Messages");
            for (JsonNode message : messages) {
              String body = message.path("Body").asText();
              int place = Integer.parseInt(body.substring(body.indexOf('-') + 1));
              String group = body.substring(0, body.indexOf('-'));
              if (queue == fifo && last.getOrDefault(group, -1) != place - 1) {
                overtaken.incrementAndGet();
              }
              last.put(group, place);
              seen.computeIfAbsent(body, any -> new AtomicInteger()).incrementAndGet();
              String handle = message.path("ReceiptHandle").asText();
              call("DeleteMessage", of(queue, ",\"ReceiptHandle\":\"%s\"".formatted(handle)));
              left.decrementAndGet();
            }
          }
        });
    Map<String, Integer> once =
        IntStream.range(0, CROWD * EACH)
            .mapToObj(i -> "g%d-%d".formatted(i / EACH, i % EACH))
            .collect(toMap(Function.identity(), any -> 1));
    assertThat(seen.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().get())))
        .isEqualTo(once);
    assertThat(overtaken).hasValue(0);
    assertThat(standard.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(fifo.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    Conservation.assertOf(engine);
  }

  /** In what state a client stays for ever. */
  enum Hang {
    SENDS_NOTHING,
    HALF_OF_THE_HEADERS,
    HALF_OF_THE_BODY,
    NEVER_READS_ITS_ANSWER,
    WAITS_IN_A_LONG_POLL
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Hundreds of clients that hang do not keep others waiting, and lose nothing")
  void hanging(Hang how) throws Exception {
    Queue longOnes = queue("long");
    IntStream.range(0, 10).forEach(i -> longOnes.send(SendRequest.of("x".repeat(300_000))));
    int hanging = how == Hang.NEVER_READS_ITS_ANSWER ? NOT_READING : HANGING;
    List<WireClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < hanging; i++) {
        clients.add(hang(how, longOnes));
      }
      for (int i = 0; i < 20; i++) {
        String body = "b" + i;
        assertTimeoutPreemptively(
            NORMAL,
            () -> {
              call("SendMessage", of(standard, ",\"MessageBody\":\"%s\"".formatted(body)));
              JsonNode message = call("ReceiveMessage", of(standard, "")).path("Messages").path(0);
              assertThat(message.path("Body").asText()).isEqualTo(body);
              String handle = message.path("ReceiptHandle").asText();
              call("DeleteMessage", of(standard, ",\"ReceiptHandle\":\"%s\"".formatted(handle)));
            },
            "with %d clients that hang: %s".formatted(hanging, how));
      }
    } finally {
      for (WireClient client : clients) {
        client.close();
      }
    }
    assertThat(longOnes.counts().visible()).isEqualTo(10);
    Conservation.assertOf(engine);
  }

  private WireClient hang(Hang how, Queue longOnes) throws IOException {
    WireClient client = new WireClient(endpoint.uri(), how != Hang.NEVER_READS_ITS_ANSWER);
    byte[] send = WireClient.request("SendMessage", of(standard, ",\"MessageBody\":\"half\""));
    return switch (how) {
      case SENDS_NOTHING -> client;
      case HALF_OF_THE_HEADERS -> client.send(send, 40);
      case HALF_OF_THE_BODY -> client.send(send, send.length - 10);
      case NEVER_READS_ITS_ANSWER ->
          client.send(
              WireClient.request(
                  "ReceiveMessage",
                  of(longOnes, ",\"VisibilityTimeout\":0,\"MaxNumberOfMessages\":10")));
      case WAITS_IN_A_LONG_POLL ->
          client.send(WireClient.request("ReceiveMessage", of(fifo, ",\"WaitTimeSeconds\":20")));
    };
  }

  @Test
  @DisplayName("A request that is cut anywhere, by an end or a reset, does nothing")
  void cut() throws Exception {
    byte[] whole = WireClient.request("SendMessage", of(standard, ",\"MessageBody\":\"x\""));
    for (int length = 0; length < whole.length; length++) {
      try (WireClient ends = new WireClient(endpoint.uri())) {
        ends.send(whole, length).finish();
      }
      new WireClient(endpoint.uri()).send(whole, length).reset();
    }
    call("SendMessage", of(standard, ",\"MessageBody\":\"whole\""));
    // Behind the last one, so that the server has dealt with all before it.
    await("the requests are dealt with", () -> clock.holds() == 0);
    assertThat(standard.receiveNow(ReceiveRequest.of(10)))
        .extracting(message -> message.body())
        .containsExactly("whole");
    assertThat(standard.counters().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("Long polls whose clients have gone take nothing: all is back at once, uncounted")
  void goneWhileWaiting() throws Exception {
    byte[] poll =
        WireClient.request(
            "ReceiveMessage", of(fifo, ",\"WaitTimeSeconds\":20,\"MaxNumberOfMessages\":10"));
    List<WireClient> clients = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      clients.add(new WireClient(endpoint.uri()).send(poll));
    }
    await("all of them wait", () -> fifo.waiting() == 60 && clock.holds() == 0);
    for (int i = 0; i < clients.size(); i++) {
      if (i % 2 == 0) {
        clients.get(i).reset();
      } else {
        clients.get(i).close();
      }
    }
    List<SendRequest> batch =
        IntStream.range(0, 10)
            .mapToObj(i -> SendRequest.of("m" + i, new MessageGroupId("g")))
            .toList();
    fifo.sendBatch(batch);
    await("nobody waits any more", () -> fifo.waiting() == 0);
    await("all is back", () -> fifo.counts().visible() == 10 && clock.holds() == 0);
    assertThat(fifo.receiveNow(ReceiveRequest.of(10)))
        .extracting(message -> message.body() + " " + message.receiveCount())
        .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "m" + i + " 1").toList());
    assertThat(fifo.counters().received()).isEqualTo(10);
    Conservation.assertOf(engine);
  }

  @Test
  @DisplayName("300 long polls and 300 messages: each poll is woken once, with one of them")
  void wokenOnce() throws Exception {
    Map<String, Integer> answers = new ConcurrentHashMap<>();
    int polls = 300;
    Thread sender =
        new Thread(
            () -> {
              await("all of them wait", () -> standard.waiting() == polls);
              IntStream.range(0, polls).forEach(i -> standard.send(SendRequest.of("m" + i)));
            });
    sender.start();
    crowd(
        polls,
        number -> {
          JsonNode messages =
              call("ReceiveMessage", of(standard, ",\"WaitTimeSeconds\":20")).path("Messages");
          assertThat(messages).hasSize(1);
          answers.merge(messages.path(0).path("Body").asText(), 1, Integer::sum);
        });
    sender.join();
    assertThat(answers).hasSize(polls).containsValue(1).doesNotContainValue(2);
    assertThat(standard.counters().received()).isEqualTo(polls);
    assertThat(standard.counters().emptyReceives()).isZero();
  }

  @Test
  @DisplayName("A message of 1 MiB passes unharmed, whatever it is made of; one byte more does not")
  void oneMebibyte() throws Exception {
    int most = 1_048_576;
    // A letter, two bytes, a quote, and a tab: as JSON it may take six bytes for one.
    for (String part : List.of("a", "ä", "\"", "\t")) {
      String body = part.repeat(most / part.getBytes(UTF_8).length);
      assertThat(sendLong(body).statusCode()).isEqualTo(200);
      JsonNode message = call("ReceiveMessage", of(standard, "")).path("Messages").path(0);
      assertThat(message.path("Body").asText().equals(body)).as("the same body").isTrue();
      String handle = message.path("ReceiptHandle").asText();
      call("DeleteMessage", of(standard, ",\"ReceiptHandle\":\"%s\"".formatted(handle)));
    }
    HttpResponse<String> refused = sendLong("a".repeat(most + 1));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("InvalidParameterValue")
        .contains("Message must be shorter than 1048576 bytes.");
    assertThat(standard.counters().sent()).isEqualTo(4);
    Conservation.assertOf(engine);
  }

  private HttpResponse<String> sendLong(String body) throws Exception {
    String escaped = body.replace("\"", "\\\"").replace("\t", "\\u0009");
    return post("SendMessage", of(standard, ",\"MessageBody\":\"%s\"".formatted(escaped)));
  }

  @Test
  @DisplayName("A batch of 1 MiB in all is taken, and one byte more refused as a whole")
  void batchOfOneMebibyte() throws Exception {
    String half = "a".repeat(524_288);
    assertThat(batch(half, half).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = batch(half, half + "a");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("BatchRequestTooLong")
        .contains("You have sent 1048577 bytes.");
    assertThat(standard.counters().sent()).isEqualTo(2);
  }

  private HttpResponse<String> batch(String one, String two) throws Exception {
    return post(
        "SendMessageBatch",
        of(
            standard,
            ",\"Entries\":[{\"Id\":\"1\",\"MessageBody\":\"%s\"},{\"Id\":\"2\",\"MessageBody\":\"%s\"}]"
                .formatted(one, two)));
  }
}
