package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.Faults;
import dev.retrylab.harness.local.clock.FaultyClock;
import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.mapping.ScriptedFunction.Run;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of messages when a mapping is closed, or something fails in the engine. */
class MappingFailuresTest extends MappedQueue {
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
}
