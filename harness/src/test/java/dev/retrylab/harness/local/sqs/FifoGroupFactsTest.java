package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.poll;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Message groups, as recorded on AWS")
class FifoGroupFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  @DisplayName(
      "fifo-group-locks-all-consumers: while one message is in flight nobody gets the next")
  void locks() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "60");
    var polls = List.of(poll(q, 20), poll(q, 20), poll(q, 20));
    send(q, "1-a");
    send(q, "1-b");
    sqs.pass(2);
    assertThat(polls.get(0)).hasSize(1);
    assertThat(polls.get(1)).isEmpty();
    assertThat(polls.get(2)).isEmpty();
  }

  @Test
  @DisplayName("fifo-group-opens-on-delete: deleting the in-flight message opens the group at once")
  void opensOnDelete() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "60");
    send(q, "1-a", "1-b");
    ReceivedMessage first = receiveOne(q);
    var waiting = poll(q, 20);
    assertThat(waiting).isEmpty();
    q.delete(first.receiptHandle());
    assertThat(waiting).hasSize(1);
    assertThat(bodies(waiting.get(0))).containsExactly("1-b");
  }

  @Test
  @DisplayName("fifo-order-after-timeout: what was not deleted returns in the same order")
  void orderAfterTimeout() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "1");
    send(q, "1-0", "1-1", "1-2");
    assertThat(bodies(receive(q, 10))).containsExactly("1-0", "1-1", "1-2");
    sqs.pass(1);
    assertThat(bodies(receive(q, 10))).containsExactly("1-0", "1-1", "1-2");
  }

  @Test
  @DisplayName(
      "fifo-receive-fills-from-one-group: a receive takes all of one group before the next")
  void fills() {
    Queue q = sqs.fifo("q");
    send(q, "g1-m1", "g2-m1", "g1-m2", "g1-m3");
    assertThat(bodies(receive(q, 10))).containsExactly("g1-m1", "g1-m2", "g1-m3", "g2-m1");
  }

  @Test
  @DisplayName("fifo-one-receive-many-groups: one receive may hold several groups")
  void manyGroups() {
    Queue q = sqs.fifo("q");
    send(q, "g1-m1", "g2-m1", "g2-m2");
    assertThat(receive(q, 10))
        .extracting(m -> m.group().orElseThrow().value())
        .containsExactly("g1", "g2", "g2");
  }

  @Test
  @DisplayName("fifo-partial-receive-locks-rest: taking a part of a group hides its rest")
  void partial() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "1");
    send(q, "g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1", "g3-m1");
    assertThat(bodies(receive(q, 2))).containsExactly("g1-m1", "g1-m2");
    assertThat(bodies(receive(q, 1))).containsExactly("g2-m1");
    sqs.pass(2);
    assertThat(bodies(receive(q, 10, Duration.ZERO)))
        .containsExactly("g3-m1", "g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1");
  }

  @Test
  @DisplayName("fifo-zero-vis-rotates-groups: groups just read stand behind the others")
  void rotates() {
    Queue q = sqs.fifo("q");
    send(q, "g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2");
    assertThat(bodies(receive(q, 3, Duration.ZERO))).containsExactly("g1-m1", "g1-m2", "g2-m1");
    assertThat(bodies(receive(q, 10, Duration.ZERO)))
        .containsExactly("g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2");
  }

  @Test
  @DisplayName("fifo-terminate-first-only: making the first visible leaves the second hidden")
  void terminateFirst() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "30");
    send(q, "g1-m1", "g1-m2", "g2-m1");
    String first = receive(q, 2).get(0).receiptHandle();
    q.changeVisibility(first, Duration.ZERO);
    assertThat(bodies(receive(q, 3))).containsExactly("g2-m1", "g1-m1");
  }

  @Test
  @DisplayName("fifo-change-first-to-1s: letting the first lapse leaves the second hidden")
  void changeFirst() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "30");
    send(q, "g1-m1", "g1-m2", "g2-m1");
    String first = receive(q, 2).get(0).receiptHandle();
    q.changeVisibility(first, Duration.ofSeconds(1));
    sqs.pass(2);
    assertThat(bodies(receive(q, 3))).containsExactly("g2-m1", "g1-m1");
  }

  @Test
  @DisplayName("fifo-extend-position-0: the first one extended blocks all behind it")
  void extendFirst() {
    assertThat(receivedAfterExtending(0)).isEmpty();
  }

  @Test
  @DisplayName("fifo-extend-position-2: the last one extended blocks itself only")
  void extendLast() {
    assertThat(receivedAfterExtending(2)).containsExactly("g-foo", "g-bar");
  }

  @Test
  void one_in_the_middle_extended_blocks_itself_and_what_is_behind_it() {
    assertThat(receivedAfterExtending(1)).containsExactly("g-foo");
  }

  private List<String> receivedAfterExtending(int position) {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "1");
    send(q, "g-foo", "g-bar", "g-baz");
    List<ReceivedMessage> all = receive(q, 10);
    q.changeVisibility(all.get(position).receiptHandle(), Duration.ofSeconds(4));
    sqs.clock.advance(Duration.ofMillis(2500));
    return bodies(receive(q, 10));
  }

  @Test
  @DisplayName(
      "fifo-delete-batch-opens-group: a group that opens stands where its first message does")
  void deleteOpens() {
    Queue q = sqs.fifo("q");
    send(q, "g1-m1", "g2-m1", "g1-m2", "g2-m2", "g1-m3", "g1-m4", "g3-m1");
    receive(q, 2).forEach(message -> q.delete(message.receiptHandle()));
    assertThat(bodies(receive(q, 10))).containsExactly("g2-m1", "g2-m2", "g1-m3", "g1-m4", "g3-m1");
  }

  @Test
  @DisplayName("fifo-empty-group-reusable: a group that was emptied takes messages again")
  void reusable() {
    Queue q = sqs.fifo("q");
    send(q, "g1-a");
    q.delete(receiveOne(q).receiptHandle());
    assertThat(receive(q, 1)).isEmpty();
    send(q, "g1-b");
    assertThat(bodies(receive(q, 1))).containsExactly("g1-b");
  }

  @Test
  @DisplayName(
      "fair-queue-standard-group-id: a standard queue takes a group id and orders nothing by it")
  void fairQueue() {
    Queue q = sqs.standard("q");
    q.send(SendRequest.of("a", new MessageGroupId("test")));
    q.send(SendRequest.of("b", new MessageGroupId("test")));
    assertThat(receiveOne(q).systemAttributes())
        .containsOnlyKeys(
            "ApproximateFirstReceiveTimestamp",
            "ApproximateReceiveCount",
            "MessageGroupId",
            "SenderId",
            "SentTimestamp");
    assertThat(receive(q, 1)).as("not blocked by its group").hasSize(1);
  }

  @Test
  void ten_thousand_blocked_groups_do_not_slow_a_receive() {
    Queue q = sqs.fifo("q");
    for (int i = 0; i < 10_000; i++) {
      send(q, "g" + i + "-a", "g" + i + "-b");
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(receive(q, 10)).hasSize(10);
    }
    assertThat(receive(q, 10)).isEmpty();
    send(q, "free-a");
    assertThat(bodies(receive(q, 10))).containsExactly("free-a");
  }
}
