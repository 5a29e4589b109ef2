package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.clock.FaultyClock;
import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.mapping.ScriptedFunction.Run;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventSourceMappingTest {
  private static final MappingSpec ONE_BY_ONE = new MappingSpec(1, Duration.ZERO, false);
  private static final MappingSpec TEN = new MappingSpec(10, Duration.ZERO, false);
  private static final MappingSpec TEN_PARTIAL = new MappingSpec(10, Duration.ZERO, true);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  private final SqsEngine sqs = new SqsEngine(clock);

  @Test
  @DisplayName(
      "esm-maxreceive-2-means-2-invocations: a failing message runs at 0 s and 30 s, and is dead-lettered at 60 s")
  void article() {
    Queue dlq = sqs.createQueue(new QueueName("dlq.fifo"), Map.of("FifoQueue", "true"), Map.of());
    Queue source = fifo(redriveTo(dlq, 2));
    ScriptedFunction function = ScriptedFunction.failing(clock);
    map(source, function, ONE_BY_ONE);
    send(source, "m2", "2");
    clock.advance(Duration.ofSeconds(59));
    assertThat(function.runs()).containsExactly(run(0, "m2:1"), run(30, "m2:2"));
    assertThat(dlq.receiveNow(tenAtOnce())).isEmpty(); // esm-dlq-not-early
    clock.advance(Duration.ofSeconds(1));
    assertThat(dlq.receiveNow(tenAtOnce()))
        .extracting(ReceivedMessage::body, ReceivedMessage::receiveCount)
        .containsExactly(tuple("m2", 3));
    clock.advance(MINUTE.multipliedBy(10));
    assertThat(function.runs()).hasSize(2);
  }

  @Test
  @DisplayName("asks for more than the reserved concurrency, so that batches can be throttled")
  void beyondReserved() {
    Queue source = fifo(Map.of());
    FunctionSpec spec =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4, OptionalInt.of(4));
    ScriptedFunction slow =
        new ScriptedFunction(clock, Duration.ofSeconds(4), event -> ScriptedFunction.answer("{}"));
    AtomicInteger asked = new AtomicInteger();
    Invoker reserved = Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT).limit(spec, slow);
    EventSourceMapping unused =
        new EventSourceMapping(
            source,
            spec,
            (requestId, payload) -> {
              asked.incrementAndGet();
              return reserved.invoke(requestId, payload);
            },
            ONE_BY_ONE,
            clock);
    for (int i = 0; i < 8; i++) {
      send(source, "m" + i, "g" + i);
    }
    clock.advance(Duration.ofMillis(1));
    assertThat(asked.get()).isEqualTo(8);
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("esm-success-deletes: after a success the mapping deletes the message")
  void successDeletes() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "null");
    map(source, function, ONE_BY_ONE);
    send(source, "m1", "1");
    clock.advance(MINUTE.multipliedBy(10));
    assertThat(function.runs()).containsExactly(run(0, "m1:1"));
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName("a group runs one batch at a time, in order, while another group flows beside it")
  void groups() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(4), event -> ScriptedFunction.answer("{}"));
    map(source, function, ONE_BY_ONE);
    send(source, "a1", "a");
    send(source, "a2", "a");
    send(source, "b1", "b");
    clock.advance(MINUTE);
    assertThat(function.runs()).containsExactly(run(0, "a1:1"), run(0, "b1:1"), run(4, "a2:1"));
  }

  @Test
  @DisplayName("a failing message blocks its group until it is dead-lettered; another group flows")
  void blockedGroup() {
    Queue dlq = sqs.createQueue(new QueueName("dlq.fifo"), Map.of("FifoQueue", "true"), Map.of());
    Queue source = fifo(redriveTo(dlq, 2));
    ScriptedFunction function =
        new ScriptedFunction(
            clock,
            Duration.ZERO,
            event ->
                event.at("/Records/0/body").asText().equals("bad")
                    ? ScriptedFunction.failure()
                    : ScriptedFunction.answer("{}"));
    map(source, function, ONE_BY_ONE);
    send(source, "bad", "a");
    send(source, "next", "a");
    send(source, "other", "b");
    clock.advance(Duration.ofMinutes(5));
    assertThat(function.runs())
        .containsExactly(run(0, "bad:1"), run(0, "other:1"), run(30, "bad:2"), run(60, "next:1"));
  }

  @Test
  @DisplayName(
      "pbr-lambda-error-all-fail: an error returns the whole batch, with batch item failures too")
  void errorReturnsTheBatch() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.failing(clock);
    map(source, function, TEN_PARTIAL);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(30, "m1:2", "m2:2"));
  }

  @Test
  @DisplayName(
      "pbr-fifo-success-individually-deleted: what is not named in batchItemFailures is deleted")
  void batchItemFailures() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ZERO, EventSourceMappingTest::failM2);
    map(source, function, TEN_PARTIAL);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(30, "m2:2"));
  }

  @Test
  @DisplayName("without batch item failures the function's answer means nothing: all is deleted")
  void answerIgnored() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ZERO, EventSourceMappingTest::failM2);
    map(source, function, TEN);
    sendBatch(source, "m1", "m2");
    clock.advance(MINUTE);
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"));
  }

  @Test
  @DisplayName("a batching window gathers until its end, and over 10 messages in several receives")
  void window() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, new MappingSpec(12, Duration.ofSeconds(5), false), 1);
    source.send(SendRequest.of("early"));
    clock.advance(Duration.ofSeconds(3));
    source.send(SendRequest.of("later"));
    clock.advance(Duration.ofSeconds(3));
    assertThat(function.runs()).containsExactly(run(5, "early:1", "later:1"));
    for (int i = 0; i < 12; i++) {
      source.send(SendRequest.of("full"));
    }
    assertThat(function.runs()).hasSize(2);
    assertThat(function.runs().get(1).bodies()).hasSize(12);
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("what is received later has room in the batch, and the rest is in the next one")
  void restOfTheBatch() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, new MappingSpec(10, Duration.ofSeconds(5), false), 1);
    for (int i = 0; i < 6; i++) {
      source.send(SendRequest.of("early"));
    }
    clock.advance(Duration.ofSeconds(1));
    source.sendBatch(Collections.nCopies(8, SendRequest.of("later")));
    clock.advance(MINUTE);
    assertThat(function.runs()).extracting(run -> run.bodies().size()).containsExactly(10, 4);
    assertThat(function.runs()).extracting(Run::at).containsExactly(seconds(1), seconds(6));
  }

  @Test
  @DisplayName("esm-record-message-attributes: a text, a number and bytes, each with its type")
  void messageAttributes() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, ONE_BY_ONE);
    source.send(
        SendRequest.of("m")
            .withAttributes(
                Map.of(
                    "text", MessageAttribute.ofText("String", "a"),
                    "number", MessageAttribute.ofText("Number.int", "7"),
                    "bytes", MessageAttribute.ofBytes("Binary", new byte[] {1, 2}))));
    clock.advance(MINUTE);
    assertThat(function.events().get(0).at("/Records/0/messageAttributes"))
        .isEqualTo(
            ScriptedFunction.read(
                """
                {"text": {"stringValue": "a", "stringListValues": [], "binaryListValues": [],
                          "dataType": "String"},
                 "number": {"stringValue": "7", "stringListValues": [], "binaryListValues": [],
                            "dataType": "Number.int"},
                 "bytes": {"binaryValue": "AQI=", "stringListValues": [], "binaryListValues": [],
                           "dataType": "Binary"}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("esm-record-shape-fifo: the record has the attributes of a FIFO queue and no others")
  void recordShape() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, ONE_BY_ONE);
    send(source, "m1", "1");
    clock.advance(MINUTE);
    JsonNode record = function.events().get(0).path("Records").path(0);
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "messageId",
            "receiptHandle",
            "body",
            "attributes",
            "messageAttributes",
            "md5OfBody",
            "eventSource",
            "eventSourceARN",
            "awsRegion");
    assertThat(record.path("attributes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp",
            "MessageGroupId",
            "MessageDeduplicationId",
            "SequenceNumber");
    assertThat(record.path("eventSourceARN").asText())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:source.fifo");
  }

  @Test
  @DisplayName(
      "sup-visibility-error-text: a visibility timeout below the function timeout is refused")
  void shortVisibility() {
    Queue source = fifo(Map.of("VisibilityTimeout", "3"));
    assertThatThrownBy(() -> map(source, ScriptedFunction.failing(clock), ONE_BY_ONE))
        .hasMessage("Queue visibility timeout: 3 seconds is less than Function timeout: 5 seconds");
  }

  @Test
  @DisplayName(
      "batch-over-10-needs-window: a large batch without a window is refused, and over FIFO at all")
  void largeBatch() {
    Queue standard = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    MappingSpec eleven = new MappingSpec(11, Duration.ZERO, false);
    assertThatThrownBy(() -> map(standard, ScriptedFunction.failing(clock), eleven))
        .hasMessageStartingWith("Maximum batch window in seconds must be greater than 0");
    assertThatThrownBy(() -> map(fifo(Map.of()), ScriptedFunction.failing(clock), eleven))
        .hasMessage("Batch size must be between 1 and 10, not 11");
  }

  @Test
  @DisplayName("a closed mapping takes no other batch")
  void closed() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, ONE_BY_ONE).close();
    send(source, "m1", "1");
    clock.advance(MINUTE);
    assertThat(function.runs()).isEmpty();
    assertThat(source.counts()).isEqualTo(new MessageCounts(1, 0, 0));
  }

  @Test
  @DisplayName("a throttled batch is tried again after 1, 2, 4 and 8 s, all within one receive")
  void throttled() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(10), event -> ScriptedFunction.answer("{}"));
    reserve(1, source, function);
    send(source, "a1", "a");
    send(source, "b1", "b");
    clock.advance(MINUTE);
    // At 1, 3 and 7 s the only place is still busy.
    assertThat(function.runs()).containsExactly(run(0, "a1:1"), run(15, "b1:1"));
  }

  @Test
  @DisplayName("a throttled batch is not tried again at the end of its visibility timeout")
  void throttledToTheEnd() {
    Queue source = fifo(Map.of("VisibilityTimeout", "7"));
    List<Duration> tries = new ArrayList<>();
    Instant start = clock.instant();
    EventSourceMapping mapping =
        new EventSourceMapping(
            source,
            new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4),
            (id, payload) -> {
              tries.add(Duration.between(start, clock.instant()));
              return CompletableFuture.completedFuture(new Throttled(Throttled.Limit.FUNCTION, 1));
            },
            ONE_BY_ONE,
            clock);
    send(source, "m", "a");
    clock.advance(Duration.ofSeconds(8));
    // At 7 s it is received again, and its next try is one second later.
    assertThat(tries).containsExactly(seconds(0), seconds(1), seconds(3), seconds(7), seconds(8));
    mapping.close();
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("a throttled batch has its place, so that no other is received in it")
  void throttledInPlace() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    FunctionSpec target =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4, OptionalInt.of(0));
    EventSourceMapping mapping =
        new EventSourceMapping(
            source,
            target,
            Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT).limit(target, function),
            new MappingSpec(1, Duration.ZERO, false, OptionalInt.of(2)),
            clock);
    for (int i = 0; i < 5; i++) {
      send(source, "m" + i, "g" + i);
    }
    clock.advance(Duration.ofSeconds(20));
    assertThat(source.counts()).isEqualTo(new MessageCounts(3, 2, 0));
    mapping.close();
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("a batch throttled until its visibility timeout is over has cost a receive")
  void throttledForGood() {
    Queue dlq = sqs.createQueue(new QueueName("dlq.fifo"), Map.of("FifoQueue", "true"), Map.of());
    Queue source = fifo(redriveTo(dlq, 2));
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    reserve(0, source, function);
    send(source, "healthy", "a");
    clock.advance(Duration.ofSeconds(59));
    assertThat(dlq.receiveNow(tenAtOnce())).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    assertThat(dlq.receiveNow(tenAtOnce())).hasSize(1);
    assertThat(function.runs()).isEmpty();
  }

  @Test
  @DisplayName("at its maximum concurrency a mapping leaves messages in the queue, unreceived")
  void maximumConcurrency() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(40), event -> ScriptedFunction.answer("{}"));
    EventSourceMapping mapping =
        map(source, function, new MappingSpec(1, Duration.ZERO, false, OptionalInt.of(2)), 4);
    send(source, "a1", "a");
    send(source, "b1", "b");
    send(source, "c1", "c");
    clock.advance(Duration.ofSeconds(20));
    assertThat(function.runs()).containsExactly(run(0, "a1:1"), run(0, "b1:1"));
    assertThat(source.counts()).isEqualTo(new MessageCounts(1, 2, 0));
    mapping.close();
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("a batch of 10,000 is gathered on a stack as small as that of one")
  void largestBatch() throws Exception {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    for (int i = 0; i < 10_000; i++) {
      source.send(SendRequest.of("m"));
    }
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    MappingSpec spec = new MappingSpec(10_000, Duration.ofSeconds(1), false);
    Thread small =
        new Thread(
            null,
            () -> {
              map(source, function, spec, 1);
              clock.advance(MINUTE);
            },
            "small stack",
            /* bytes */ 256 * 1024);
    small.start();
    small.join();
    assertThat(function.runs())
        .singleElement()
        .satisfies(all -> assertThat(all.bodies()).hasSize(10_000));
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName("pollers that wait for one group are answered on a stack as small as that of one")
  void manyWaiting() throws Exception {
    Queue source = fifo(Map.of());
    CompletableFuture<InvocationResult> first = new CompletableFuture<>();
    AtomicInteger runs = new AtomicInteger();
    FunctionSpec target =
        new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1_250);
    Invoker function =
        (id, payload) ->
            runs.incrementAndGet() == 1
                ? first
                : CompletableFuture.completedFuture(ScriptedFunction.answer("{}"));
    EventSourceMapping mapping =
        new EventSourceMapping(source, target, function, ONE_BY_ONE, clock);
    for (int i = 0; i < 1_250; i++) {
      send(source, "m" + i, "a");
    }
    assertThat(runs).hasValue(1);
    Thread small =
        new Thread(
            null,
            () -> first.complete(ScriptedFunction.answer("{}")),
            "small stack",
            /* bytes */ 256 * 1024);
    small.start();
    small.join();
    assertThat(runs).hasValue(1_250);
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    mapping.close();
  }

  @Test
  @DisplayName(
      "a batch ends at 6 MB of payload; the messages beyond are in the next one, uncounted")
  void largestPayload() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    String mebibyte = "x".repeat(1024 * 1024);
    for (int i = 0; i < 8; i++) {
      source.send(SendRequest.of(mebibyte));
    }
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, TEN, 1);
    clock.advance(MINUTE);
    assertThat(function.runs()).extracting(run -> run.bodies().size()).containsExactly(5, 3);
    assertThat(function.runs()).flatExtracting(Run::receiveCounts).containsOnly("1");
    assertThat(function.payloads())
        .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(6_291_456));
  }

  @Test
  @DisplayName("behind a message whose receipt handle has expired the rest of the batch is deleted")
  void expiredHandle() {
    Queue source = fifo(Map.of("VisibilityTimeout", "5"));
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(6), event -> ScriptedFunction.answer("{}"));
    EventSourceMapping mapping = map(source, function, TEN, 1);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(1));
    String second = function.events().get(0).at("/Records/1/receiptHandle").asText();
    source.changeVisibility(second, MINUTE);
    clock.advance(Duration.ofSeconds(6));
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 1, 0));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(6, "m1:2"));
    mapping.close();
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("closing a mapping ends the wait that its poller is in")
  void closeReachesTheWait() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    EventSourceMapping mapping = map(source, function, ONE_BY_ONE, 1);
    send(source, "m1", "1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.waiting()).isEqualTo(1);
    mapping.close();
    assertThat(source.waiting()).isZero();
  }

  @Test
  @DisplayName(
      "what a batching window still gathers when its mapping is closed goes back, uncounted")
  void closeGivesBack() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    EventSourceMapping mapping =
        map(source, function, new MappingSpec(10, Duration.ofSeconds(60), false), 1);
    source.send(SendRequest.of("m1"));
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.waiting()).isEqualTo(1);
    mapping.close();
    assertThat(source.waiting()).isZero();
    clock.advance(Duration.ofMinutes(2));
    assertThat(function.runs()).isEmpty();
  }

  @Test
  @DisplayName("a poller that fails in the engine is reported, and another is there a second later")
  void pollerThatFails() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    Faults first = new Faults(1, /* error= */ true);
    EventSourceMapping mapping =
        new EventSourceMapping(
            source,
            new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4),
            function,
            new MappingSpec(1, Duration.ZERO, false, OptionalInt.of(1)),
            new FaultyClock(clock, first));
    first.begin();
    send(source, "m1", "a");
    first.end();
    assertThat(first.thrown()).isPresent();
    clock.advance(Duration.ofMillis(900));
    send(source, "m2", "b");
    clock.advance(MINUTE);
    assertThat(function.runs())
        .extracting(Run::bodies)
        .containsExactly(List.of("m2"), List.of("m1"));
    assertThat(function.runs()).extracting(Run::at).containsExactly(seconds(1), seconds(30));
    assertThat(clock.takeFailures())
        .extracting(EngineFailure::cause)
        .containsExactly(first.thrown().orElseThrow());
    mapping.close();
  }

  @Test
  @DisplayName("a mapping of a queue that is deleted stops, and that is no failure")
  void deletedQueue() {
    Queue source = fifo(Map.of());
    map(source, ScriptedFunction.answering(clock, "{}"), ONE_BY_ONE);
    clock.advance(Duration.ofSeconds(1));
    sqs.deleteQueue(source.name());
    clock.advance(MINUTE);
    assertThat(clock.failures().number()).isZero();
  }

  @Test
  @DisplayName(
      "an invocation that fails in the engine is reported; the batch comes back, and polling goes on")
  void failureInTheEngine() {
    Queue source = fifo(Map.of());
    ScriptedFunction answering = ScriptedFunction.answering(clock, "{}");
    Error broken = new LinkageError("broken on purpose");
    List<Error> left = new ArrayList<>(List.of(broken));
    FunctionSpec target = new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), 1);
    Invoker once =
        (id, payload) -> {
          if (!left.isEmpty()) {
            throw left.remove(0);
          }
          return answering.invoke(id, payload);
        };
    EventSourceMapping unused = new EventSourceMapping(source, target, once, ONE_BY_ONE, clock);
    send(source, "m1", "1");
    clock.advance(MINUTE);
    assertThat(answering.runs()).containsExactly(run(30, "m1:2"));
    assertThat(clock.takeFailures()).extracting(EngineFailure::cause).containsExactly(broken);
  }

  private void reserve(int places, Queue queue, ScriptedFunction function) {
    FunctionSpec target =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), 4, OptionalInt.of(places));
    EventSourceMapping unused =
        new EventSourceMapping(
            queue,
            target,
            Concurrency.ofAccount(Concurrency.OF_AN_ACCOUNT).limit(target, function),
            ONE_BY_ONE,
            clock);
  }

  private EventSourceMapping map(Queue queue, ScriptedFunction function, MappingSpec spec) {
    return map(queue, function, spec, 2);
  }

  private EventSourceMapping map(
      Queue queue, ScriptedFunction function, MappingSpec spec, int environments) {
    FunctionSpec target =
        new FunctionSpec("f", "Handler", Duration.ofSeconds(5), 128, Map.of(), environments);
    return new EventSourceMapping(queue, target, function, spec, clock);
  }

  private Queue fifo(Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.put("FifoQueue", "true");
    return sqs.createQueue(new QueueName("source.fifo"), all, Map.of());
  }

  private static Map<String, String> redriveTo(Queue dlq, int maxReceiveCount) {
    return Map.of(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
            .formatted(dlq.arn(), maxReceiveCount));
  }

  private static void send(Queue queue, String body, String group) {
    queue.send(request(body, group));
  }

  private static void sendBatch(Queue queue, String... bodies) {
    queue.sendBatch(List.of(bodies).stream().map(body -> request(body, body)).toList());
  }

  private static SendRequest request(String body, String group) {
    return SendRequest.of(body, new MessageGroupId(group))
        .withDeduplicationId(new DeduplicationId(body));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static ReceiveRequest tenAtOnce() {
    return new ReceiveRequest(10, Duration.ZERO, Optional.empty());
  }

  private static Run run(int seconds, String... bodiesAndCounts) {
    List<String[]> pairs =
        List.of(bodiesAndCounts).stream().map(text -> text.split(":", -1)).toList();
    return new Run(
        Duration.ofSeconds(seconds),
        pairs.stream().map(pair -> pair[0]).toList(),
        pairs.stream().map(pair -> pair[1]).toList());
  }

  private static InvocationResult failM2(JsonNode event) {
    for (JsonNode record : event.path("Records")) {
      if (record.path("body").asText().equals("m2")) {
        return ScriptedFunction.answer(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                .formatted(record.path("messageId").asText()));
      }
    }
    return ScriptedFunction.answer("{}");
  }
}
