package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.sqs.SqsEngine;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A batch")
class BatchTest {
  private static final int LARGEST_EVENT = 6 * 1024 * 1024;
  private static final int MEBIBYTE = 1024 * 1024;

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  private final Queue queue =
      new SqsEngine(clock).createQueue(new QueueName("q"), Map.of(), Map.of());

  @Test
  @DisplayName("takes messages until its event has 6 MB to the byte, and no byte more")
  void largestEvent() {
    Batch five = new Batch("arn");
    for (int i = 0; i < 5; i++) {
      assertThat(leftOut(five, received(MEBIBYTE))).isZero();
    }
    int room = LARGEST_EVENT - five.event().length - aroundBody() - ",".length();

    assertThat(leftOut(five, received(room + 1))).isEqualTo(1);
    assertThat(leftOut(five, received(room))).isZero();
    assertThat(five.event().length).isEqualTo(LARGEST_EVENT);
  }

  /** How many bytes a record has besides its body: the same for all of this queue. */
  private int aroundBody() {
    return SqsEventJson.record(received(1), "arn").length - 1;
  }

  private int leftOut(Batch batch, ReceivedMessage message) {
    return batch.add(List.of(message), Instant.EPOCH, Duration.ZERO).size();
  }

  private ReceivedMessage received(int bytes) {
    queue.send(SendRequest.of("x".repeat(bytes)));
    return queue.receiveNow(new ReceiveRequest(1, Duration.ZERO, Optional.empty())).get(0);
  }
}
