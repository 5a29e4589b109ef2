package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.lambda.Concurrency;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many batches there are at a time, and what becomes of those that are throttled. */
class MappingConcurrencyTest extends MappedQueue {
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
}
