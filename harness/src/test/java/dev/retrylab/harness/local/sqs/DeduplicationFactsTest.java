package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.SendReceipt;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Deduplication, as recorded on AWS")
class DeduplicationFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  private static SendReceipt send(Queue q, String id, String group, String body) {
    return q.send(
        SendRequest.of(body, new MessageGroupId(group))
            .withDeduplicationId(new DeduplicationId(id)));
  }

  @Test
  @DisplayName("dedup-swallow: a second send with the same id is swallowed, whatever its body")
  void swallow() {
    Queue q = sqs.fifo("q");
    SendReceipt first = send(q, "id", "g", "one");
    sqs.pass(3);
    send(q, "id", "g", "two");
    assertThat(receive(q, 10))
        .singleElement()
        .satisfies(m -> assertThat(m.messageId()).isEqualTo(first.messageId()));
  }

  @Test
  @DisplayName("dedup-model-returns-original-id: a duplicate is answered like the first send")
  void originalId() {
    Queue q = sqs.fifo("q");
    assertThat(send(q, "id", "g", "two")).isEqualTo(send(q, "id", "g", "one"));
  }

  @Test
  @DisplayName("dedup-5min: after five minutes the same id is a new message")
  void window() {
    Queue q = sqs.fifo("q");
    send(q, "id", "g", "one");
    sqs.pass(299);
    send(q, "id", "g", "two");
    sqs.pass(1);
    send(q, "id", "g", "three");
    assertThat(bodies(receive(q, 10))).containsExactly("one", "three");
  }

  @Test
  @DisplayName("dedup-content-based: equal bodies are one message")
  void contentBased() {
    Queue q = sqs.fifo("q");
    SteppedSqs.send(q, "g-x", "g-x");
    assertThat(receive(q, 10)).hasSize(1);
  }

  @Test
  @DisplayName("dedup-across-groups: the group makes no difference")
  void acrossGroups() {
    Queue q = sqs.fifo("q");
    send(q, "id", "g1", "one");
    send(q, "id", "g2", "two");
    assertThat(bodies(receive(q, 10))).containsExactly("one");
  }

  @Test
  @DisplayName("dedup-scope-messagegroup: with scope messageGroup it does")
  void scope() {
    Queue q = sqs.fifo("q", "DeduplicationScope", "messageGroup");
    send(q, "id", "g1", "one");
    send(q, "id", "g2", "two");
    send(q, "id", "g2", "three");
    assertThat(bodies(receive(q, 10))).containsExactly("one", "two");
  }

  @Test
  @DisplayName("dedup-scope-change-to-group-no-effect: a later change is shown but does nothing")
  void changeToGroup() {
    Queue q = sqs.fifo("q");
    q.setAttributes(map("DeduplicationScope", "messageGroup"));
    assertThat(q.attributes().asMap()).containsEntry("DeduplicationScope", "messageGroup");
    send(q, "id", "g1", "one");
    send(q, "id", "g2", "two");
    assertThat(bodies(receive(q, 10))).containsExactly("one");
  }

  @Test
  @DisplayName("dedup-scope-change-to-queue-no-effect: nor does a change back")
  void changeToQueue() {
    Queue q = sqs.fifo("q", "DeduplicationScope", "messageGroup");
    q.setAttributes(map("DeduplicationScope", "queue"));
    send(q, "id", "g1", "one");
    send(q, "id", "g2", "two");
    assertThat(bodies(receive(q, 10))).containsExactly("one", "two");
  }

  @Test
  @DisplayName("dedup-purge-clears: a purge forgets the ids")
  void purge() {
    Queue q = sqs.fifo("q");
    send(q, "id", "g", "one");
    q.purge();
    send(q, "id", "g", "message-2");
    assertThat(bodies(receive(q, 10))).containsExactly("message-2");
  }

  @Test
  @DisplayName("dedup-required: a FIFO send needs a group, and an id unless bodies are compared")
  void required() {
    Queue q = sqs.fifo("q", "ContentBasedDeduplication", "false");
    assertThat(refusal(() -> SteppedSqs.send(q, "g-x")))
        .contains(
            "InvalidParameterValue 400: The queue should either have ContentBasedDeduplication"
                + " enabled or MessageDeduplicationId provided explicitly");
    assertThat(refusal(() -> q.send(SendRequest.of("x"))))
        .contains("MissingParameter 400: The request must contain the parameter MessageGroupId.");
  }

  @Test
  @DisplayName("dedup-id-format: ids are 1 to 128 letters, digits and punctuation")
  void format() {
    assertThat(refusal(() -> new DeduplicationId("!a.".repeat(42) + "zz"))).isEmpty();
    for (String bad : new String[] {"", "a".repeat(129), "a b", "ä"}) {
      assertThat(refusal(() -> new DeduplicationId(bad)))
          .hasValueSatisfying(text -> assertThat(text).startsWith("InvalidParameterValue 400"));
      assertThat(refusal(() -> new MessageGroupId(bad))).isPresent();
    }
  }

  @Test
  void the_window_of_a_deduplication_id_begins_with_the_first_send_only() {
    Queue q = sqs.fifo("q");
    send(q, "id", "g", "one");
    sqs.pass(200);
    send(q, "id", "g", "two");
    sqs.pass(100);
    send(q, "id", "g", "three");
    assertThat(bodies(receive(q, 10))).containsExactly("one", "three");
  }
}
