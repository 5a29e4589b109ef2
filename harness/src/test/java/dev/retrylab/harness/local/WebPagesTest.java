package dev.retrylab.harness.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.fuzz.Wire;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the engine, and for how much. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebPagesTest {
  private static final String[] STARTS = {
    "POST / HTTP/1.1\r\nX-Amz-Target: AmazonSQS.ListQueues",
    "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
    "GET /2015-03-31/functions/f/configuration HTTP/1.1"
  };

  @TempDir private static Path folder;
  private static LocalEngine engine;

  @BeforeAll
  static void start() throws IOException {
    Path noFunction = Files.createFile(folder.resolve("no-function.jar"));
    engine = LocalEngine.start(Pace.REAL, 0, noFunction, RuntimeKind.PROCESSES, Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static Wire.Answer ask(String start, String headers, byte[] body) throws IOException {
    return Wire.send(engine.endpoint(), Wire.request(start, headers, body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: rebound.example\r\n",
        "Host: 127.0.0.1.rebound.example:4566\r\n",
        "Host: localhost.rebound.example\r\n",
        "Host: 127.0.0.1\r\nOrigin: https://page.example\r\n",
        "Host: 127.0.0.1\r\nOrigin: null\r\n",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
      })
  void a_web_page_is_refused_on_every_path(String headers) throws IOException {
    for (String start : STARTS) {
      assertThat(ask(start, headers, "{}".getBytes(UTF_8)).status()).as(start).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:4566\r\n",
        "Host: localhost\r\n",
        "Host: LOCALHOST:80\r\n",
        "Host: [::1]:4566\r\n",
        "Host: 172.17.0.1:4566\r\n",
        "Host: engine:4566\r\n",
        "Host: host.docker.internal:4566\r\n",
        "Host: sqs.us-east-1.localhost:4566\r\n",
        "Host: 127.0.0.1\r\nSec-Fetch-Site: none\r\n"
      })
  void programs_of_this_machine_and_of_its_containers_are_served(String headers)
      throws IOException {
    assertThat(ask(STARTS[0], headers, "{}".getBytes(UTF_8)).status()).isEqualTo(200);
    assertThat(ask(STARTS[2], headers, new byte[0]).status()).isEqualTo(404);
  }

  @Test
  void a_body_is_read_up_to_a_limit_however_it_comes() throws IOException {
    byte[] large = " ".repeat(9 << 20).getBytes(UTF_8);
    assertThat(ask(STARTS[0], "Host: a\r\n", large).status()).isIn(413, 0);
    ByteArrayOutputStream chunked = new ByteArrayOutputStream();
    chunked.writeBytes(
        (STARTS[0] + "\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
    for (int i = 0; i < 9; i++) {
      chunked.writeBytes("100000\r\n".getBytes(UTF_8));
      chunked.write(large, 0, 1 << 20);
      chunked.writeBytes("\r\n".getBytes(UTF_8));
    }
    assertThat(Wire.send(engine.endpoint(), chunked.toByteArray()).status()).isIn(413, 0);
    assertServes();
  }

  @Test
  void compressed_bodies_and_deep_ones_are_refused_as_they_are() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      zip.write(" ".repeat(50 << 20).getBytes(UTF_8));
    }
    Wire.Answer zipped =
        ask(STARTS[0], "Host: a\r\nContent-Encoding: gzip\r\n", bomb.toByteArray());
    assertThat(zipped.status()).isEqualTo(400);
    assertThat(zipped.body()).contains("SerializationException");
    byte[] deep = ("{\"a\":" + "[".repeat(1 << 20)).getBytes(UTF_8);
    assertThat(ask(STARTS[0], "Host: a\r\n", deep).body()).contains("SerializationException");
    assertServes();
  }

  @Test
  void who_asks_for_messages_wrongly_is_told_so_and_takes_none() throws IOException {
    Queue queue = engine.createQueue("asked", Map.of());
    queue.send(SendRequest.of("x"));
    String body = "{\"QueueUrl\":\"http://a/000000000000/asked\",\"AttributeNames\":[1]}";
    String receive = "POST / HTTP/1.1\r\nX-Amz-Target: AmazonSQS.ReceiveMessage";
    Wire.Answer answer = ask(receive, "Host: a\r\n", body.getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("AttributeNames must be a text.");
    assertThat(queue.counters().received()).isZero();
  }

  @Test
  void a_flood_of_headers_ends_the_connection_and_nothing_else() throws IOException {
    assertThat(ask(STARTS[0], "X-A: b\r\n".repeat(20_000), new byte[0]).status()).isIn(0, 400, 431);
    String endless = "X-A: " + "b".repeat(4 << 20) + "\r\n";
    assertThat(ask(STARTS[0], endless, new byte[0]).status()).isIn(0, 400, 431);
    assertServes();
  }

  private static void assertServes() throws IOException {
    assertThat(ask(STARTS[0], "Host: a\r\n", "{}".getBytes(UTF_8)).status()).isEqualTo(200);
  }
}
