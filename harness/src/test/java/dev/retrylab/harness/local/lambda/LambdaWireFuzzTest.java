package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.fuzz.Damage;
import dev.retrylab.harness.fuzz.Tries;
import dev.retrylab.harness.fuzz.Wire;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.HttpEndpoint;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Lambda's REST paths under requests of any kind; the function echoes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LambdaWireFuzzTest {
  private static final List<String> LINES =
      List.of(
          "POST /2015-03-31/functions/f/invocations?Qualifier=%24LATEST HTTP/1.1",
          "GET /2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A1%3Afunction%3Af/configuration HTTP/1.1",
          "GET /2019-09-25/functions/f/event-invoke-config?x=%20&x HTTP/1.1",
          "GET /2019-09-30/functions/f/concurrency HTTP/1.1",
          "GET /2015-03-31/event-source-mappings/0-1 HTTP/1.1");

  private final HttpEndpoint endpoint = HttpEndpoint.start(0, SteppedClock.atNoon());

  LambdaWireFuzzTest() {
    SteppedClock clock = SteppedClock.atNoon();
    LambdaService service =
        new LambdaService(clock, Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT));
    FunctionSpec spec = new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1);
    Invoker echo = (id, payload) -> CompletableFuture.completedFuture(new Returned(payload));
    service.add(spec, echo, new AsyncQueue(echo, 1, Duration.ofHours(6), clock));
    LambdaService.PATHS.forEach(path -> endpoint.mountPath(path, service));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void paths_queries_and_payloads_that_were_damaged() {
    Tries.of(
        400,
        random -> {
          String line = LINES.get(random.nextInt(LINES.size()));
          String start =
              random.nextInt(3) == 0
                  ? line
                  : new String(Damage.bytes(random, line.getBytes(UTF_8)), UTF_8);
          String type = random.nextBoolean() ? "Event" : Damage.piece(random);
          byte[] payload = Damage.bytes(random, "{\"Records\":[]}".getBytes(UTF_8));
          Wire.Answer answer =
              Wire.sendAll(
                  endpoint.uri(),
                  Wire.request(
                      start.replaceAll("[\\r\\n]", ""),
                      "Host: localhost\r\nX-Amz-Invocation-Type: "
                          + type.replaceAll("[\\p{Cc}]", "")
                          + "\r\n",
                      payload));
          assertThat(answer.status()).as(start + answer.body()).isNotEqualTo(500);
          assertThat(answer.head()).doesNotContain("Exception:");
        });
  }
}
