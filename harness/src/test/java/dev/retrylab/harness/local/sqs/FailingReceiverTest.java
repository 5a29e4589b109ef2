package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.failure.EngineFailure;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailingReceiverTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  void a_receiver_that_fails_is_reported_and_the_next_one_is_answered() {
    Queue queue = sqs.standard("q");
    Error broken = new StackOverflowError("broken on purpose");
    queue.receive(
        ReceiveRequest.of(1).waiting(Duration.ofSeconds(20)),
        messages -> {
          throw broken;
        });
    List<List<ReceivedMessage>> answers = SteppedSqs.poll(queue, 20);
    queue.sendBatch(List.of(SteppedSqs.request(queue, "m1"), SteppedSqs.request(queue, "m2")));
    assertThat(answers).singleElement().satisfies(one -> assertThat(one).hasSize(1));
    assertThat(sqs.clock.takeFailures()).extracting(EngineFailure::cause).containsExactly(broken);
  }
}
