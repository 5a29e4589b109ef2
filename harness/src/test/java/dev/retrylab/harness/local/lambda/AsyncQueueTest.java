package dev.retrylab.harness.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.InvocationResult.FunctionError;
import dev.retrylab.harness.local.lambda.InvocationResult.Returned;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AsyncQueueTest {
  private static final Duration SIX_HOURS = Duration.ofHours(6);
  private static final byte[] PAYLOAD = {1};

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  private final Instant start = clock.instant();
  private final List<Long> runs = new ArrayList<>();
  private final List<String> requestIds = new ArrayList<>();

  @Test
  @DisplayName("async-delays-1min-2min: with 2 retry attempts it runs at 0, +1 and +3 minutes")
  void twoRetries() {
    failing(2, SIX_HOURS).accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(runs).containsExactly(0L, 60L, 180L);
  }

  @Test
  @DisplayName("async-retries-1: with 1 retry attempt it runs twice")
  void oneRetry() {
    failing(1, SIX_HOURS).accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(runs).containsExactly(0L, 60L);
  }

  @Test
  @DisplayName("async-retries-0: without retry attempts it runs once")
  void noRetry() {
    failing(0, SIX_HOURS).accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(runs).containsExactly(0L);
  }

  @Test
  @DisplayName("async-same-request-id: all attempts have the request id that the caller was given")
  void sameRequestId() {
    String requestId = failing(2, SIX_HOURS).accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(requestIds).containsExactly(requestId, requestId, requestId);
  }

  @Test
  @DisplayName("an event that would be older than its maximum age is not tried again")
  void maximumAge() {
    failing(2, Duration.ofSeconds(60)).accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(runs).containsExactly(0L, 60L);
  }

  @Test
  @DisplayName("async-onfailure-payload: the destination gets a record of the invocation")
  void destination() {
    Queue queue = queue();
    keeping(new FailureQueue.Destination(queue, "arn:f"), 1, SIX_HOURS)
        .accept("{\"a\":1}".getBytes(UTF_8));
    clock.advance(Duration.ofSeconds(59));
    assertThat(queue.counts().visible()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(received(queue).body())
        .isEqualTo(
            ("{'version':'1.0','timestamp':'%s','requestContext':{'requestId':'%s',"
                    + "'functionArn':'arn:f:$LATEST','condition':'RetriesExhausted',"
                    + "'approximateInvokeCount':2},'requestPayload':{'a':1},'responseContext':"
                    + "{'statusCode':200,'executedVersion':'$LATEST','functionError':'Unhandled'},"
                    + "'responsePayload':{'errorType':'Test','errorMessage':'always'}}")
                .formatted(start.plusSeconds(60), requestIds.get(0))
                .replace('\'', '"'));
  }

  @Test
  @DisplayName("async-dlq-payload: the function's dead-letter queue gets the event alone")
  void deadLetterQueue() {
    Queue queue = queue();
    keeping(new FailureQueue.FunctionDeadLetterQueue(queue), 0, SIX_HOURS)
        .accept("{\"a\":1}".getBytes(UTF_8));
    ReceivedMessage message = received(queue);
    assertThat(message.body()).isEqualTo("{\"a\":1}");
    assertThat(message.attributes())
        .containsOnly(
            Map.entry("RequestID", MessageAttribute.ofText("String", requestIds.get(0))),
            Map.entry("ErrorCode", MessageAttribute.ofText("Number", "200")),
            Map.entry("ErrorMessage", MessageAttribute.ofText("String", "always")));
  }

  @Test
  @DisplayName("an event that is given up for its age is kept with another condition")
  void tooOld() {
    Queue queue = queue();
    keeping(new FailureQueue.Destination(queue, "arn:f"), 2, Duration.ofSeconds(60))
        .accept("{}".getBytes(UTF_8));
    clock.advance(Duration.ofSeconds(60));
    assertThat(received(queue).body())
        .contains("\"condition\":\"EventAgeExceeded\",\"approximateInvokeCount\":2");
  }

  @Test
  @DisplayName("async-zero-reserved: with reserved concurrency 0 the destination gets it at once")
  void zeroReserved() {
    Queue queue = queue();
    String requestId =
        neverRunning(Optional.of(new FailureQueue.Destination(queue, "arn:f")))
            .accept("{\"a\":1}".getBytes(UTF_8));
    assertThat(received(queue).body())
        .isEqualTo(
            ("{'version':'1.0','timestamp':'%s','requestContext':{'requestId':'%s',"
                    + "'functionArn':'arn:f:$LATEST','condition':'ZeroReservedConcurrency',"
                    + "'approximateInvokeCount':0},'requestPayload':{'a':1}}")
                .formatted(start, requestId)
                .replace('\'', '"'));
    clock.advance(SIX_HOURS);
    assertThat(queue.receiveNow(ReceiveRequest.of(10))).hasSize(1);
    assertThat(runs).isEmpty();
  }

  @Test
  @DisplayName("async-zero-reserved: and so does the function's dead-letter queue, or nothing")
  void zeroReservedOtherwise() {
    Queue queue = queue();
    neverRunning(Optional.of(new FailureQueue.FunctionDeadLetterQueue(queue)))
        .accept("{\"a\":1}".getBytes(UTF_8));
    assertThat(received(queue).body()).isEqualTo("{\"a\":1}");
    neverRunning(Optional.empty()).accept(PAYLOAD);
    clock.advance(SIX_HOURS.multipliedBy(2));
    assertThat(runs).isEmpty();
  }

  @Test
  @DisplayName("a success ends it")
  void success() {
    new AsyncQueue(
            (requestId, payload) -> {
              runs.add(0L);
              return CompletableFuture.completedFuture(new Returned(new byte[0]));
            },
            2,
            SIX_HOURS,
            clock)
        .accept(PAYLOAD);
    clock.advance(Duration.ofHours(1));
    assertThat(runs).hasSize(1);
  }

  @Test
  @DisplayName("retry attempts outside 0 to 2 are refused")
  void range() {
    assertThatThrownBy(() -> failing(3, SIX_HOURS))
        .hasMessage("retryAttempts must be 0 to 2, not 3");
  }

  private Queue queue() {
    return new SqsEngine(clock).createQueue(new QueueName("kept"), Map.of(), Map.of());
  }

  private ReceivedMessage received(Queue queue) {
    return queue.receiveNow(ReceiveRequest.of(10)).get(0);
  }

  private AsyncQueue failing(int retryAttempts, Duration maximumAge) {
    return new AsyncQueue(failing(), retryAttempts, maximumAge, clock);
  }

  private AsyncQueue keeping(FailureQueue failures, int retryAttempts, Duration maximumAge) {
    return new AsyncQueue(failing(), retryAttempts, maximumAge, clock, Optional.of(failures));
  }

  private AsyncQueue neverRunning(Optional<FailureQueue> failures) {
    FunctionSpec spec =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 1, OptionalInt.of(0));
    return new AsyncQueue(
        Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT).limit(spec, failing()),
        2,
        SIX_HOURS,
        clock,
        failures);
  }

  private Invoker failing() {
    return (requestId, payload) -> {
      requestIds.add(requestId);
      runs.add(Duration.between(start, clock.instant()).toSeconds());
      return CompletableFuture.completedFuture(FunctionError.of("Test", "always"));
    };
  }
}
