package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Several threads at one queue")
class ConcurrencyTest {
  private static final int SENDERS = 4;
  private static final int EACH = 1_000;

  /** Receives, and deletes what it gets, for as long as there is something to get. */
  private static final class Consumer {
    private final Queue queue;
    private final Queue dlq;
    private final Map<String, Integer> lastOfGroup = new ConcurrentHashMap<>();
    private final Set<String> consumed = ConcurrentHashMap.newKeySet();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final AtomicInteger errors = new AtomicInteger();
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    Consumer(Queue queue, Queue dlq) {
      this.queue = queue;
      this.dlq = dlq;
    }

    void consume() {
      // One at a time in a FIFO queue: what shares a batch with a failing message would fail with
      // it.
      int most = queue.name().isFifo() ? 1 : 7;
      ReceiveRequest wait = ReceiveRequest.of(most).waiting(Duration.ofSeconds(20));
      queue.receive(wait, messages -> inAnotherThread(() -> work(messages)));
    }

    void consumeDead() {
      ReceiveRequest wait = ReceiveRequest.of(7).waiting(Duration.ofSeconds(20));
      dlq.receive(wait, messages -> inAnotherThread(() -> bury(messages)));
    }

    private void inAnotherThread(Runnable work) {
      CompletableFuture.runAsync(work)
          .exceptionally(
              e -> {
                all.completeExceptionally(e);
                return null;
              });
    }

    /** Every tenth message fails, and its group waits for it until it is dead-lettered. */
    private void work(List<ReceivedMessage> messages) {
      for (ReceivedMessage message : messages) {
        if (number(message) % 10 == 0) {
          queue.changeVisibility(message.receiptHandle(), Duration.ZERO);
        } else {
          consumeOne(message);
        }
      }
      consume();
    }

    private void consumeOne(ReceivedMessage message) {
      String group = message.body().replaceAll("-.*", "");
      int last = lastOfGroup.getOrDefault(group, -1);
      lastOfGroup.put(group, number(message));
      boolean overtaken = queue.name().isFifo() && last >= number(message);
      if (overtaken || !consumed.add(message.body())) {
        errors.incrementAndGet();
      }
      queue.delete(message.receiptHandle());
      finishWhenDone();
    }

    private void bury(List<ReceivedMessage> messages) {
      for (ReceivedMessage message : messages) {
        if (!dead.add(message.body())) {
          errors.incrementAndGet();
        }
        dlq.delete(message.receiptHandle());
      }
      finishWhenDone();
      consumeDead();
    }

    private void finishWhenDone() {
      if (consumed.size() + dead.size() == SENDERS * EACH) {
        all.complete(null);
      }
    }

    private static int number(ReceivedMessage message) {
      return Integer.parseInt(message.body().replaceAll(".*-", ""));
    }
  }

  @ParameterizedTest(name = "fifo: {0}")
  @ValueSource(booleans = {true, false})
  @Timeout(60)
  @DisplayName("Every message ends in one place once, and no group is overtaken")
  void conservation(boolean fifo) throws Exception {
    try (WallClock clock = new WallClock()) {
      SqsEngine engine = new SqsEngine(clock);
      String suffix = fifo ? ".fifo" : "";
      Map<String, String> type =
          fifo ? Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true") : Map.of();
      Queue dlq = engine.createQueue(new QueueName("dlq" + suffix), type, Map.of());
      Queue queue = engine.createQueue(new QueueName("q" + suffix), type, Map.of());
      queue.setAttributes(Map.of("RedrivePolicy", new RedrivePolicy(dlq.arn(), 5).toJson()));
      Consumer consumer = new Consumer(queue, dlq);
      IntStream.range(0, 3).forEach(i -> consumer.consume());
      consumer.consumeDead();
      Stream<CompletableFuture<?>> senders =
          IntStream.range(0, SENDERS)
              .mapToObj(s -> CompletableFuture.runAsync(() -> sendAll(queue, s)));
      CompletableFuture.allOf(senders.toArray(CompletableFuture<?>[]::new)).get();

      consumer.all.get();

      assertThat(consumer.errors).hasValue(0);
      assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 0, 0));
      assertThat(consumer.dead).hasSize(SENDERS * EACH / 10);
      assertThat(queue.counters().sent()).isEqualTo((long) SENDERS * EACH);
      assertThat(queue.counters().deadLettered()).isEqualTo(consumer.dead.size());
      Conservation.assertOf(engine);
    }
  }

  private static void sendAll(Queue queue, int sender) {
    for (int i = 0; i < EACH; i++) {
      SteppedSqs.send(queue, "g" + sender + "-" + i);
    }
  }
}
