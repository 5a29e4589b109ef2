package dev.retrylab.harness.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.fuzz.Wire;
import dev.retrylab.harness.local.failure.EngineFailures;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The Runtime API, when a function's process sends it anything. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuntimeApiFuzzTest {
  private static final List<String> LINES =
      List.of(
          "POST /2018-06-01/runtime/invocation/0-1/response HTTP/1.1",
          "POST /2018-06-01/runtime/invocation/0-1/error HTTP/1.1",
          "POST /2018-06-01/runtime/init/error HTTP/1.1");

  private int longest;
  private final EngineFailures failures = new EngineFailures(InstantSource.system());
  private final RuntimeApi api = RuntimeApi.start(new Listening(), failures);
  private final URI uri = URI.create("http://" + api.hostAndPort());

  private final class Listening implements FunctionRuntime.Listener {
    @Override
    public void next() {}

    @Override
    public void response(String requestId, byte[] body) {
      longest = Math.max(longest, body.length);
    }

    @Override
    public void error(String requestId, byte[] body) {
      longest = Math.max(longest, body.length);
    }

    @Override
    public void initError(byte[] body) {}

    @Override
    public void logged(String event) {}

    @Override
    public void exited() {}
  }

  @AfterEach
  void stop() {
    api.close();
    assertThat(failures.first()).isEmpty();
  }

  @Test
  void requests_that_were_damaged_are_answered_or_dropped() throws Exception {
    Tries.of(
        300,
        random -> {
          byte[] request =
              Wire.request(
                  LINES.get(random.nextInt(LINES.size())), "Host: 127.0.0.1\r\n", new byte[100]);
          Wire.Answer answer = Wire.sendAll(uri, Damage.bytes(random, request));
          assertThat(answer.status()).isNotEqualTo(500);
          assertThat(answer.body()).doesNotContain("\tat ", "dev.retrylab");
        });
    assertAnswers();
  }

  @Test
  void a_response_of_any_length_does_not_fill_the_memory() throws Exception {
    byte[] response = "x".repeat(40 << 20).getBytes(UTF_8);
    Wire.send(uri, Wire.request(LINES.get(0), "Host: 127.0.0.1\r\n", response));
    assertThat(longest).isLessThan(8 << 20);
    assertAnswers();
  }

  private void assertAnswers() throws Exception {
    byte[] request = Wire.request(LINES.get(2), "Host: 127.0.0.1\r\n", new byte[2]);
    assertThat(Wire.send(uri, request).status()).isEqualTo(202);
  }
}
