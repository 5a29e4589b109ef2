package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.lambda.FunctionSpec;
import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many invocations a mapping has at a time (services-sqs-scaling); each run takes an hour. */
class ScalingTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, String> HIDDEN = Map.of("VisibilityTimeout", "43200");

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  private final SqsEngine sqs = new SqsEngine(clock);
  private final ScriptedFunction function =
      new ScriptedFunction(clock, HOUR, event -> ScriptedFunction.answer("{}"));
  private EventSourceMapping mapping;

  @Test
  @DisplayName("a standard queue: five at first, 300 more a minute, 1,250 at most")
  void standard() {
    map(standard(1_300), oneByOne(OptionalInt.empty(), Optional.empty()), 2_000);
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(5);
    assertThat(atATimeAfter(Duration.ofMinutes(1))).isEqualTo(305);
    assertThat(atATimeAfter(Duration.ofSeconds(188))).isEqualTo(1_245);
    assertThat(atATimeAfter(Duration.ofSeconds(1))).isEqualTo(1_250);
    assertThat(atATimeAfter(Duration.ofMinutes(30))).isEqualTo(1_250);
  }

  @Test
  @DisplayName("no more while none is left in the queue")
  void noMoreThanNeeded() {
    Queue queue = standard(5);
    map(queue, oneByOne(OptionalInt.empty(), Optional.empty()), 2_000);
    assertThat(atATimeAfter(Duration.ofMinutes(10))).isEqualTo(5);
    for (int i = 0; i < 100; i++) {
      queue.send(SendRequest.of("later"));
    }
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(5);
    assertThat(atATimeAfter(Duration.ofSeconds(2))).isEqualTo(15);
  }

  @Test
  @DisplayName("goes back when a long poll ends empty, as far as batches are under way")
  void goesBack() {
    Queue queue = standard(60);
    map(queue, oneByOne(OptionalInt.empty(), Optional.empty()), 2_000);
    assertThat(atATimeAfter(Duration.ofMinutes(1))).isEqualTo(60);
    clock.advance(HOUR.plusMinutes(1));
    for (int i = 0; i < 100; i++) {
      queue.send(SendRequest.of("later"));
    }
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(60 + 5);
  }

  @Test
  @DisplayName("maximum concurrency is reached by the same steps, and not passed")
  void maximumConcurrency() {
    map(standard(100), oneByOne(OptionalInt.of(12), Optional.empty()), 2_000);
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(5);
    assertThat(atATimeAfter(Duration.ofSeconds(1))).isEqualTo(10);
    assertThat(atATimeAfter(Duration.ofMinutes(10))).isEqualTo(12);
  }

  @Test
  @DisplayName("provisioned: ten for each poller, from the minimum to the maximum")
  void provisioned() {
    ProvisionedPollers twoToFour = new ProvisionedPollers(2, 4);
    map(standard(100), oneByOne(OptionalInt.empty(), Optional.of(twoToFour)), 2_000);
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(20);
    assertThat(atATimeAfter(Duration.ofSeconds(1))).isEqualTo(36);
    assertThat(atATimeAfter(Duration.ofMinutes(10))).isEqualTo(40);
  }

  @Test
  @DisplayName("provisioned: 1,000 more a minute, and no end at 1,250")
  void provisionedGrows() {
    ProvisionedPollers many = new ProvisionedPollers(2, 2_000);
    map(standard(3_000), oneByOne(OptionalInt.empty(), Optional.of(many)), 20_000);
    assertThat(atATimeAfter(Duration.ofMillis(1))).isEqualTo(20);
    assertThat(atATimeAfter(Duration.ofMinutes(1))).isEqualTo(1_020);
    assertThat(atATimeAfter(Duration.ofMinutes(1))).isEqualTo(2_020);
  }

  @Test
  @DisplayName("a FIFO queue: as many as there are active groups, at once")
  void fifo() {
    Queue queue =
        sqs.createQueue(
            new QueueName("q.fifo"),
            Map.of("FifoQueue", "true", "VisibilityTimeout", "43200"),
            Map.of());
    for (int i = 0; i < 400; i++) {
      queue.send(
          SendRequest.of("m", new MessageGroupId("g" + i % 200))
              .withDeduplicationId(new DeduplicationId("d" + i)));
    }
    map(queue, oneByOne(OptionalInt.empty(), Optional.empty()), 2_000);
    assertThat(atATimeAfter(Duration.ofMinutes(1))).isEqualTo(200);
  }

  @Test
  @DisplayName("pollers are 2 to 200 at the least, and 2 to 2000 at the most")
  void ranges() {
    assertThatThrownBy(() -> new ProvisionedPollers(1, 4))
        .hasMessage("minimum pollers must be 2 to 200, not 1");
    assertThat(new ProvisionedPollers(2, 2).maximum()).isEqualTo(2);
    assertThat(new ProvisionedPollers(200, 2_000).maximum()).isEqualTo(2_000);
    assertThatThrownBy(() -> new ProvisionedPollers(3, 2))
        .hasMessage("maximum pollers must be 3 to 2000, not 2");
    assertThatThrownBy(() -> new ProvisionedPollers(201, 300))
        .hasMessage("minimum pollers must be 2 to 200, not 201");
    assertThatThrownBy(() -> new ProvisionedPollers(200, 2_001))
        .hasMessage("maximum pollers must be 200 to 2000, not 2001");
  }

  private int atATimeAfter(Duration more) {
    clock.advance(more);
    return function.runs().size();
  }

  private Queue standard(int messages) {
    Queue queue = sqs.createQueue(new QueueName("q"), HIDDEN, Map.of());
    for (int i = 0; i < messages; i++) {
      queue.send(SendRequest.of("m" + i));
    }
    return queue;
  }

  private static MappingSpec oneByOne(
      OptionalInt maximumConcurrency, Optional<ProvisionedPollers> provisioned) {
    return new MappingSpec(1, Duration.ZERO, false, maximumConcurrency, provisioned);
  }

  private void map(Queue queue, MappingSpec spec, int environments) {
    FunctionSpec target =
        new FunctionSpec("f", "H", Duration.ofSeconds(5), 128, Map.of(), environments);
    mapping = new EventSourceMapping(queue, target, function, spec, clock);
  }

  @AfterEach
  void end() {
    if (mapping != null) {
      mapping.close();
      clock.advance(HOUR.multipliedBy(2));
    }
  }
}
