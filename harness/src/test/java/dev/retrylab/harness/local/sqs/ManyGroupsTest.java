package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("10,000 groups in one FIFO queue")
class ManyGroupsTest {
  private static final int GROUPS = 10_000;
  private static final int EACH = 2;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Map<String, String> FIFO =
      Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true");

  @RegisterExtension final SteppedClock clock = SteppedClock.atNoon();
  private final SqsEngine engine = new SqsEngine(clock);
  private final Queue dlq = engine.createQueue(new QueueName("dlq.fifo"), FIFO, Map.of());
  private final Queue queue = engine.createQueue(new QueueName("q.fifo"), FIFO, Map.of());

  private void send(int groups) {
    for (int message = 0; message < EACH; message++) {
      for (int group = 0; group < groups; group++) {
        queue.send(SendRequest.of("g" + group + "-m" + message, new MessageGroupId("g" + group)));
      }
    }
  }

  /** Receives all that can be received now, and leaves it. */
  private static List<ReceivedMessage> receiveAll(Queue from) {
    List<ReceivedMessage> all = new ArrayList<>();
    List<ReceivedMessage> some = SteppedSqs.receive(from, 10);
    while (!some.isEmpty()) {
      all.addAll(some);
      some = SteppedSqs.receive(from, 10);
    }
    return all;
  }

  private Set<String> failUntilMoved() {
    for (int receive = 1; receive <= 2; receive++) {
      assertThat(receiveAll(queue)).hasSize((int) queue.counters().sent());
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(receiveAll(queue)).isEmpty();
    Set<String> moved = new HashSet<>();
    receiveAll(dlq).forEach(message -> moved.add(message.body()));
    return moved;
  }

  /** Nanoseconds of this thread's: what else the machine does is nothing to the queue. */
  private static long timeOf(int groups) {
    ManyGroupsTest run = new ManyGroupsTest();
    run.queue.setAttributes(Map.of("RedrivePolicy", new RedrivePolicy(run.dlq.arn(), 2).toJson()));
    long begun = THREADS.getCurrentThreadCpuTime();
    run.send(groups);
    run.failUntilMoved();
    return THREADS.getCurrentThreadCpuTime() - begun;
  }

  @Test
  @DisplayName("Ten times the groups take about ten times as long, not a hundred times")
  void linear() {
    timeOf(GROUPS / 10);
    // The best of some: the compiler and the collector only add.
    long few = LongStream.range(0, 3).map(i -> timeOf(GROUPS / 10)).min().orElseThrow();
    assertThat(LongStream.range(0, 2).map(i -> timeOf(GROUPS)).anyMatch(many -> many < 30 * few))
        .as("%d groups in less than 30 times %d ns, which a tenth of them take", GROUPS, few)
        .isTrue();
  }

  @Test
  @DisplayName("All messages of all groups are sent, fail, and come to the dead-letter queue")
  void conserved() {
    queue.setAttributes(Map.of("RedrivePolicy", new RedrivePolicy(dlq.arn(), 2).toJson()));
    send(GROUPS);
    assertThat(failUntilMoved()).hasSize(GROUPS * EACH);
    assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(queue.counters().deadLettered()).isEqualTo(GROUPS * EACH);
    Conservation.assertOf(engine);
  }
}
