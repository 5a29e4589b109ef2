package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.clock.RunningClock;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A long poll of a function that is simulated, which holds the discrete clock meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongPollTimeTest {
  private final AtomicLong wall = new AtomicLong();
  private final RunningClock clock = RunningClock.start(Pace.DISCRETE, wall::get);
  private final Hold ofTheFunction = clock.hold();
  private final SqsEngine engine = new SqsEngine(clock);
  private final SqsService service = new SqsService(engine, URI.create("http://127.0.0.1"));
  private final Instant start = clock.instant();

  @BeforeEach
  void queue() {
    engine.createQueue(new QueueName("q"), Map.of(), Map.of());
  }

  @AfterEach
  void stop() {
    ofTheFunction.close();
    clock.close();
  }

  @Test
  void time_passes_while_it_waits_and_stands_still_once_it_is_answered() {
    CompletableFuture<ObjectNode> answer =
        call("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}");
    wallSeconds(5);
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
    assertThat(answer).isNotDone();

    call("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").join();
    assertThat(answer.join().get("Messages")).hasSize(1);
    wallSeconds(5);
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
  }

  @Test
  void one_that_finds_a_message_at_once_takes_no_time() {
    call("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").join();
    call("ReceiveMessage", "{'QueueUrl':'q','WaitTimeSeconds':20}").join();
    wallSeconds(5);
    assertThat(clock.instant()).isEqualTo(start);
  }

  private void wallSeconds(long seconds) {
    wall.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private CompletableFuture<ObjectNode> call(String action, String input) {
    return service.call(action, (ObjectNode) JsonClient.json(input)).toCompletableFuture();
  }
}
