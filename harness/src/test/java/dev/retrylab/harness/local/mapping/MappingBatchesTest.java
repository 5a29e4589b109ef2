package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import dev.retrylab.harness.local.mapping.ScriptedFunction.Run;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How messages are gathered into batches. */
class MappingBatchesTest extends MappedQueue {
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
  @DisplayName("maximum concurrency and provisioned mode exclude each other")
  void twoWaysOfScaling() {
    MappingSpec both =
        new MappingSpec(
            1, Duration.ZERO, false, OptionalInt.of(2), Optional.of(new ProvisionedPollers(2, 2)));
    assertThatThrownBy(() -> map(fifo(Map.of()), ScriptedFunction.failing(clock), both))
        .hasMessage("Maximum concurrency and provisioned mode exclude each other");
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
}
