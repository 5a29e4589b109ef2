package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.poll;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.redrive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.request;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendOutcome;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.PendingReceive;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Limits, delays and retention, as recorded on AWS")
class LimitFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  @DisplayName("lim-1mib: body and attributes have at most 1 MiB together")
  void size() {
    Queue q = sqs.standard("q");
    Map<String, MessageAttribute> one = Map.of("n", MessageAttribute.ofText("String", "v"));
    int attributes = 8;
    String fits = "a".repeat(1_048_576 - attributes);
    assertThat(refusal(() -> q.send(SendRequest.of(fits).withAttributes(one)))).isEmpty();
    assertThat(refusal(() -> q.send(SendRequest.of(fits + "a").withAttributes(one))))
        .contains(
            "InvalidParameterValue 400: One or more parameters are invalid. Reason: Message must"
                + " be shorter than 1048576 bytes.");
  }

  @Test
  @DisplayName("lim-batch-total: a batch has at most 1 MiB in all")
  void batchTotal() {
    Queue q = sqs.standard("q");
    SendRequest half = SendRequest.of("a".repeat(524_288));
    assertThat(refusal(() -> q.sendBatch(List.of(half, half)))).isEmpty();
    assertThat(refusal(() -> q.sendBatch(List.of(half, half, SendRequest.of("a")))))
        .contains(
            "AWS.SimpleQueueService.BatchRequestTooLong 400: Batch requests cannot be longer than"
                + " 1048576 bytes. You have sent 1048577 bytes.");
  }

  @Test
  @DisplayName("lim-batch-10: a batch has at most ten entries")
  void batchTen() {
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.sendBatch(Collections.nCopies(20, SendRequest.of("x")))))
        .contains(
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest 400: Maximum number of entries per"
                + " request are 10. You have sent 20.");
    assertThat(refusal(() -> q.sendBatch(List.of())))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("AWS.SimpleQueueService.EmptyBatchRequest 400"));
  }

  @Test
  @DisplayName("lim-batch-partial: entries of a batch fail apart")
  void batchPartial() {
    Queue q = sqs.standard("q", "MaximumMessageSize", "1024");
    List<SendOutcome> outcomes =
        q.sendBatch(List.of(SendRequest.of("a".repeat(1025)), SendRequest.of("b".repeat(1024))));
    assertThat(outcomes.get(0)).isInstanceOf(SendOutcome.Refused.class);
    assertThat(outcomes.get(1)).isInstanceOf(SendOutcome.Sent.class);
    assertThat(bodies(receive(q, 10))).containsExactly("b".repeat(1024));
  }

  @Test
  @DisplayName("lim-receive: a receive asks for 1 to 10 messages and waits up to 20 s")
  void receiveRanges() {
    for (int bad : new int[] {-1, 0, 11}) {
      assertThat(refusal(() -> ReceiveRequest.of(bad))).isPresent();
    }
    for (int bad : new int[] {-1, 21}) {
      assertThat(refusal(() -> ReceiveRequest.of(1).waiting(Duration.ofSeconds(bad))))
          .hasValueSatisfying(text -> assertThat(text).startsWith("InvalidParameterValue 400"));
    }
  }

  @Test
  @DisplayName("lim-longpoll-returns-early: a long poll does not wait until its batch is full")
  void returnsEarly() {
    Queue q = sqs.standard("q");
    send(q, "a", "b");
    assertThat(bodies(poll(q, 5).get(0))).containsExactly("a", "b");
  }

  @Test
  void a_long_poll_ends_with_nothing_when_its_time_is_up() {
    Queue q = sqs.standard("q");
    var waiting = poll(q, 5);
    sqs.clock.advance(Duration.ofMillis(4_999));
    assertThat(waiting).isEmpty();
    sqs.clock.advance(Duration.ofMillis(1));
    assertThat(waiting).containsExactly(List.of());
    send(q, "late");
    assertThat(waiting).hasSize(1);
    assertThat(q.counts().visible()).isEqualTo(1);
    assertThat(q.counters().emptyReceives()).isEqualTo(1);
  }

  @Test
  void a_cancelled_long_poll_is_answered_with_nothing_and_takes_nothing() {
    Queue q = sqs.standard("q");
    List<List<ReceivedMessage>> answers = new ArrayList<>();
    PendingReceive receiving =
        q.receive(ReceiveRequest.of(1).waiting(Duration.ofSeconds(20)), answers::add);
    receiving.cancel();
    receiving.cancel();
    send(q, "x");
    assertThat(answers).containsExactly(List.of());
    assertThat(receiveOne(q).receiveCount()).isEqualTo(1);
  }

  @Test
  void a_batch_is_in_the_queue_as_a_whole_before_a_long_poll_gets_the_first_of_it() {
    Queue q = sqs.fifo("q");
    var waiting = poll(q, 20);
    q.sendBatch(List.of(request(q, "a-1"), request(q, "b-1"), request(q, "a-2")));
    assertThat(bodies(waiting.get(0))).containsExactly("a-1", "a-2", "b-1");
  }

  @Test
  @DisplayName("lim-purge-60s: a purge takes everything, and the next must wait 60 s")
  void purge() {
    Queue q = sqs.standard("q");
    send(q, "in-flight");
    receiveOne(q);
    q.send(SendRequest.of("delayed").withDelay(Duration.ofSeconds(9)));
    send(q, "visible");
    q.purge();
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    sqs.pass(59);
    assertThat(refusal(q::purge))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("AWS.SimpleQueueService.PurgeQueueInProgress 403"));
    sqs.pass(1);
    assertThat(refusal(q::purge)).isEmpty();
  }

  @Test
  @DisplayName("lim-recreate-60s: the name of a deleted queue rests for 60 s")
  void recreate() {
    Queue q = sqs.standard("q");
    var waiting = poll(q, 20);
    sqs.engine.deleteQueue(q.name());
    assertThat(waiting).containsExactly(List.of());
    assertThat(refusal(() -> send(q, "x")))
        .contains(
            "AWS.SimpleQueueService.NonExistentQueue 400: The specified queue does not exist.");
    sqs.pass(59);
    assertThat(refusal(() -> sqs.standard("q")))
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("AWS.SimpleQueueService.QueueDeletedRecently 400"));
    sqs.pass(1);
    assertThat(refusal(() -> sqs.standard("q"))).isEmpty();
  }

  @Test
  @DisplayName("lim-seqnum: a FIFO send is numbered upwards, a standard send is not")
  void sequence() {
    Queue fifo = sqs.fifo("q");
    String first = fifo.send(request(fifo, "g-1")).sequenceNumber().orElseThrow().toString();
    String second = fifo.send(request(fifo, "g-2")).sequenceNumber().orElseThrow().toString();
    assertThat(first).hasSameSizeAs(second).isLessThan(second).hasSize(20);
    assertThat(sqs.standard("s").send(SendRequest.of("x")).sequenceNumber()).isEmpty();
  }

  @Test
  @DisplayName(
      "mismatch-fifo-attrs: a queue keeps its type, and a standard queue takes no FIFO attribute")
  void fifoAttributes() {
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.setAttributes(map("FifoQueue", "true"))))
        .contains("InvalidAttributeName 400: Unknown Attribute FifoQueue.");
    assertThat(refusal(() -> sqs.standard("p", "FifoQueue", "false")))
        .contains("InvalidAttributeName 400: Unknown Attribute FifoQueue.");
    assertThat(refusal(() -> sqs.standard("p", "DeduplicationScope", "queue")))
        .contains(
            "InvalidAttributeName 400: You can specify the DeduplicationScope only when FifoQueue"
                + " is set to true.");
    assertThat(refusal(() -> sqs.fifo("f").setAttributes(map("FifoQueue", "false")))).isPresent();
  }

  @Test
  @DisplayName("ret-expire: a message is gone when its retention period is over")
  void expire() {
    Queue q = sqs.standard("q", "MessageRetentionPeriod", "60");
    send(q, "visible", "in-flight");
    receiveOne(q);
    sqs.pass(59);
    assertThat(q.counts().visible()).isPositive();
    sqs.pass(6);
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(q.counters().expired()).isEqualTo(2);
  }

  @Test
  @DisplayName("ret-expire-fifo: also in a FIFO queue, where it opens its group")
  void expireFifo() {
    Queue q = sqs.fifo("q", "MessageRetentionPeriod", "60", "VisibilityTimeout", "600");
    send(q, "g1-a", "g2-a");
    receive(q, 10);
    sqs.pass(30);
    send(q, "g1-b");
    var waiting = poll(q, 20);
    sqs.pass(20);
    assertThat(waiting).containsExactly(List.of());
    waiting = poll(q, 20);
    sqs.pass(10);
    assertThat(bodies(waiting.get(0))).containsExactly("g1-b");
    sqs.pass(55);
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName("delay-fifo-per-message-refused: a FIFO message has no delay of its own")
  void delayRefused() {
    Queue q = sqs.fifo("q");
    assertThat(refusal(() -> q.send(request(q, "g-x").withDelay(Duration.ofSeconds(2)))))
        .contains(
            "InvalidParameterValue 400: Value 2 for parameter DelaySeconds is invalid. Reason: The"
                + " request include parameter that is not valid for this queue type.");
  }

  @Test
  @DisplayName("delay-fifo-zero-ok: but a delay of 0 is taken")
  void delayZero() {
    Queue q = sqs.fifo("q");
    assertThat(refusal(() -> q.send(request(q, "g-x").withDelay(Duration.ZERO)))).isEmpty();
  }

  @Test
  @DisplayName("delay-fifo-queue-level: the delay of a FIFO queue keeps the order")
  void delayFifo() {
    Queue q = sqs.fifo("q", "DelaySeconds", "2");
    send(q, "g-1", "g-2", "g-3");
    sqs.pass(1);
    assertThat(receive(q, 10)).isEmpty();
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 3));
    sqs.pass(1);
    assertThat(bodies(receive(q, 10))).containsExactly("g-1", "g-2", "g-3");
  }

  @Test
  @DisplayName("delay-standard: a delayed message reaches a long poll when its delay ends")
  void delayStandard() {
    Queue q = sqs.standard("q", "DelaySeconds", "600");
    q.send(SendRequest.of("x").withDelay(Duration.ofSeconds(1)));
    assertThat(receive(q, 1)).isEmpty();
    var waiting = poll(q, 2);
    sqs.pass(1);
    assertThat(bodies(waiting.get(0))).containsExactly("x");
  }

  @Test
  void creating_a_queue_again_gives_the_same_unless_an_attribute_differs() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "5");
    assertThat(sqs.standard("q")).isSameAs(q);
    assertThat(sqs.standard("q", "VisibilityTimeout", "5")).isSameAs(q);
    assertThat(refusal(() -> sqs.standard("q", "VisibilityTimeout", "6")))
        .contains(
            "QueueAlreadyExists 400: A queue already exists with the same name and a different"
                + " value for attribute VisibilityTimeout");
  }

  @Test
  void numbers_out_of_range_and_unknown_attributes_are_refused() {
    assertThat(refusal(() -> sqs.standard("q", "VisibilityTimeout", "43201")))
        .contains("InvalidAttributeValue 400: Invalid value for the parameter VisibilityTimeout.");
    assertThat(refusal(() -> sqs.standard("q", "MessageRetentionPeriod", "59"))).isPresent();
    assertThat(refusal(() -> sqs.standard("q", "DelaySeconds", "x"))).isPresent();
    assertThat(refusal(() -> sqs.standard("q", "Colour", "x")))
        .contains("InvalidAttributeName 400: Unknown Attribute Colour.");
    assertThat(refusal(() -> sqs.standard("a b"))).isPresent();
    assertThat(refusal(() -> sqs.standard("a".repeat(81)))).isPresent();
    assertThat(refusal(() -> sqs.standard("q.fifo"))).isPresent();
  }

  @Test
  @DisplayName("what is longest, most and least is taken, and one more or less is not")
  void edges() {
    Queue queue = sqs.standard("q");
    assertThat(refusal(() -> queue.send(delayed(900)))).isEmpty();
    assertThat(refusal(() -> queue.send(delayed(901)))).isPresent();
    assertThat(refusal(() -> queue.send(withAttributes(10)))).isEmpty();
    assertThat(refusal(() -> queue.send(withAttributes(11)))).isPresent();
    for (int count : new int[] {1, 1000}) {
      assertThat(refusal(() -> sqs.standard("q" + count, redrive(queue, count)))).isEmpty();
    }
    for (int count : new int[] {0, 1001}) {
      assertThat(refusal(() -> sqs.standard("q" + count, redrive(queue, count)))).isPresent();
    }
  }

  private static SendRequest delayed(int seconds) {
    return SendRequest.of("m").withDelay(Duration.ofSeconds(seconds));
  }

  private static SendRequest withAttributes(int count) {
    return SendRequest.of("m")
        .withAttributes(
            IntStream.range(0, count)
                .boxed()
                .collect(
                    Collectors.toMap(i -> "a" + i, i -> MessageAttribute.ofText("String", "x"))));
  }

  @Test
  @DisplayName(
      "the age of the oldest message counts from its arrival, and is 0 s in an empty queue")
  void oldest() {
    Queue dlq = sqs.standard("dlq");
    Queue queue = sqs.standard("q", redrive(dlq, 1, "VisibilityTimeout", "10"));
    assertThat(queue.ageOfOldestMessage()).isZero();
    send(queue, "first");
    sqs.pass(4);
    send(queue, "second");
    sqs.pass(3);
    assertThat(queue.ageOfOldestMessage()).isEqualTo(Duration.ofSeconds(7));
    receive(queue, 10);
    sqs.pass(10);
    receive(queue, 10);
    sqs.pass(2);
    assertThat(queue.ageOfOldestMessage()).isZero();
    assertThat(dlq.ageOfOldestMessage()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName(
      "a FIFO message has its group, its deduplication id and its number; a moved one its source")
  void systemAttributes() {
    Queue dlq = sqs.fifo("dlq");
    Queue queue = sqs.fifo("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    send(queue, "g-m");
    assertThat(receiveOne(queue).systemAttributes())
        .containsOnlyKeys(
            "SenderId",
            "SentTimestamp",
            "ApproximateFirstReceiveTimestamp",
            "ApproximateReceiveCount",
            "MessageGroupId",
            "MessageDeduplicationId",
            "SequenceNumber");
    receive(queue, 1);
    assertThat(receiveOne(dlq).systemAttributes())
        .containsEntry("DeadLetterQueueSourceArn", queue.arn().value())
        .containsEntry("MessageGroupId", "g");
  }
}
