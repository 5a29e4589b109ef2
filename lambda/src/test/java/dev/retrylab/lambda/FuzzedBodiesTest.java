package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.jr.ob.JSON;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Bodies of any text. {@code -Dretrylab.fuzz=100000} tries as many others; {@code
 * -Dretrylab.fuzzSeed=N} begins with one of them again.
 */
@DisplayName("A body of any text")
final class FuzzedBodiesTest {
  private static final int ASKED = Integer.getInteger("retrylab.fuzz", 0);
  private static final long FIRST =
      Long.getLong("retrylab.fuzzSeed", ASKED == 0 ? 1 : System.nanoTime() & 0xffffffffffL);
  private static final List<String> BODIES =
      List.of(
          "{\"run_id\":\"r\",\"key\":\"m1\",\"user_id\":\"1\"}",
          "{\"user_id\":2,\"behaviour\":\"fail-times 3\"}",
          "{\"requestPayload\":{\"Records\":[{\"body\":\"{\\\"user_id\\\":\\\"2\\\"}\"}]}}",
          "{\"user_id\":\"3\",\"behaviour\":\"answer-null-id\"}");
  private static final List<String> PIECES =
      List.of(
          "\0",
          "\uFEFF",
          "\ud800",
          "\"",
          "\\",
          "\\ud800",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "NaN",
          "1e99999",
          "-",
          "9".repeat(3_000),
          "[".repeat(90_000),
          " ".repeat(90_000),
          "{\"a\":".repeat(20_000),
          "fail-times 1000",
          "fail-sent-before 999999999999999",
          "\n");

  @Test
  void is_journalled_and_succeeds_or_fails_as_a_record() {
    int tries = ASKED == 0 ? 500 : ASKED;
    for (long seed = FIRST; seed < FIRST + tries; seed++) {
      String body = body(new Random(seed * 0x9E3779B97F4A7C15L));
      try {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> handle(body));
      } catch (Throwable e) {
        throw new AssertionError(
            "-Dretrylab.fuzz=1 -Dretrylab.fuzzSeed=" + seed + " repeats it", e);
      }
    }
  }

  private static void handle(String body) throws Exception {
    FakeContext consumed = new FakeContext();
    ConsumerHandler handler =
        new ConsumerHandler(
            new FakeEnvironment()
                .with("REPORT_BATCH_ITEM_FAILURES", "true")
                .with("PARTIAL_BATCH", "failed-only"));
    String event = Messages.batch(Messages.message("a", body));
    assertThat(Messages.handle(handler, event, consumed)).startsWith("{").endsWith("}");
    FakeContext buried = new FakeContext();
    Messages.handle(new DlqConsumerHandler(), event, buried);
    for (FakeContext context : List.of(consumed, buried)) {
      assertThat(context.lines).hasSize(2);
      for (String line : context.lines) {
        Map<String, Object> json = JSON.std.mapFrom(line);
        assertThat(json.get("retryLab")).isEqualTo(1);
        assertThat(json.get("messageId")).isEqualTo("a");
      }
    }
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder(BODIES.get(random.nextInt(BODIES.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(body.length() + 1);
      int end = Math.min(body.length(), at + random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0 -> body.delete(at, end);
        case 1 -> body.insert(at, body.substring(at, end));
        case 2 -> body.setLength(at);
        default -> body.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return body.toString();
  }
}
