package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.clock.RunningClock.Pace;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A long poll of a function that is simulated, which holds the discrete clock meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongPollTimeTest {
  private final AtomicLong wall = new AtomicLong();

  @Test
  void time_passes_while_it_waits_and_stands_still_once_it_is_answered() {
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, wall::get);
        Hold ofTheFunction = clock.hold()) {
      SqsEngine engine = new SqsEngine(clock);
      engine.createQueue(new QueueName("q"), Map.of(), Map.of());
      SqsService service = new SqsService(engine, URI.create("http://127.0.0.1"));
      Instant start = clock.instant();

      CompletableFuture<ObjectNode> answer =
          call(service, "ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}");
      wallSeconds(5);
      assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
      assertThat(answer).isNotDone();

      call(service, "SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").join();
      assertThat(answer.join().get("Messages")).hasSize(1);
      wallSeconds(5);
      assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
    }
  }

  @Test
  void one_that_finds_a_message_at_once_takes_no_time() {
    try (RunningClock clock = RunningClock.start(Pace.DISCRETE, wall::get);
        Hold ofTheFunction = clock.hold()) {
      SqsEngine engine = new SqsEngine(clock);
      engine.createQueue(new QueueName("q"), Map.of(), Map.of());
      SqsService service = new SqsService(engine, URI.create("http://127.0.0.1"));
      Instant start = clock.instant();

      call(service, "SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").join();
      call(service, "ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}").join();
      wallSeconds(5);
      assertThat(clock.instant()).isEqualTo(start);
    }
  }

  private void wallSeconds(long seconds) {
    wall.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static CompletableFuture<ObjectNode> call(
      SqsService service, String action, String input) {
    return service.call(action, (ObjectNode) JsonClient.json(input)).toCompletableFuture();
  }
}
