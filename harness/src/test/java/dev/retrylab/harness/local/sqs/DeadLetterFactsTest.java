package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.poll;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.redrive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.MessageId;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Dead-letter queues, as recorded on AWS and documented")
class DeadLetterFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  @DisplayName("dlq-max1-second-receive-empty: the second receive finds nothing and makes the move")
  void maxOne() {
    Queue dlq = sqs.standard("dlq");
    Queue q = sqs.standard("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    MessageId sent = q.send(SendRequest.of("x")).messageId();
    assertThat(receive(q, 1)).hasSize(1);
    assertThat(dlq.counts().visible()).as("not before the next attempt").isZero();
    assertThat(receive(q, 1)).isEmpty();
    assertThat(receiveOne(dlq).messageId()).isEqualTo(sent);
  }

  @Test
  @DisplayName(
      "dlq-source-arn-attribute: only in the dead-letter queue the message names its source")
  void sourceArn() {
    Queue dlq = sqs.standard("dlq");
    Queue q = sqs.standard("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    send(q, "x");
    assertThat(receiveOne(q).systemAttributes()).doesNotContainKey("DeadLetterQueueSourceArn");
    receive(q, 1);
    assertThat(receiveOne(dlq).systemAttributes())
        .containsEntry("DeadLetterQueueSourceArn", q.arn().value());
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  @DisplayName(
      "dlq-keeps-attributes: the move keeps all but the receipt handle and counts no receive")
  void keeps(boolean fifo) {
    Queue dlq = fifo ? sqs.fifo("dlq") : sqs.standard("dlq");
    Queue q = fifo ? sqs.fifo("q", redrive(dlq, 1)) : sqs.standard("q", redrive(dlq, 1));
    q.send(
        SteppedSqs.request(q, "g-x")
            .withAttributes(Map.of("a", MessageAttribute.ofText("String", "1")))
            .withTraceHeader("Root=1"));
    sqs.pass(1);
    ReceivedMessage before = receiveOne(q);
    sqs.pass(30);
    receive(q, 1);
    ReceivedMessage after = receiveOne(dlq);
    assertThat(after)
        .isEqualTo(
            new ReceivedMessage(
                before.messageId(),
                after.receiptHandle(),
                "g-x",
                before.attributes(),
                before.sentAt(),
                before.firstReceivedAt(),
                2,
                Optional.of("Root=1"),
                before.group(),
                fifo ? after.deduplicationId() : Optional.empty(),
                after.sequenceNumber(),
                Optional.of(q.arn())));
    assertThat(after.bodyMd5()).isEqualTo(before.bodyMd5());
  }

  @Test
  @DisplayName("dlq-fifo-third-receive-moves: after two receives the third moves the message")
  void thirdMoves() {
    Queue dlq = sqs.fifo("dlq");
    Queue q = sqs.fifo("q", redrive(dlq, 2, "VisibilityTimeout", "0"));
    send(q, "g-x");
    assertThat(receiveOne(q).receiveCount()).isEqualTo(1);
    assertThat(receiveOne(q).receiveCount()).isEqualTo(2);
    assertThat(receive(q, 1)).isEmpty();
    ReceivedMessage moved = receiveOne(dlq);
    assertThat(moved.body()).isEqualTo("g-x");
    assertThat(moved.receiveCount()).as("the count goes on").isEqualTo(3);
    assertThat(receive(dlq, 1)).isEmpty();
  }

  @Test
  @DisplayName("dlq-model-lazy-move: nothing moves in the background, however long it waits")
  void lazy() {
    Queue dlq = sqs.fifo("dlq");
    Queue q = sqs.fifo("q", redrive(dlq, 1));
    send(q, "g-x");
    receiveOne(q);
    var waiting = poll(dlq, 20);
    sqs.pass(20);
    assertThat(waiting).containsExactly(List.of());
    sqs.pass(3600);
    assertThat(dlq.counts()).isEqualTo(new MessageCounts(0, 0, 0));
    assertThat(q.counts()).isEqualTo(new MessageCounts(1, 0, 0));
  }

  @Test
  void
      a_long_poll_on_the_source_makes_the_move_when_the_timeout_ends_and_wakes_the_one_on_the_dlq() {
    Queue dlq = sqs.fifo("dlq");
    Queue q = sqs.fifo("q", redrive(dlq, 2, "VisibilityTimeout", "10"));
    send(q, "g-poison", "g-next");
    receiveOne(q);
    sqs.pass(10);
    receiveOne(q);
    var source = poll(q, 20);
    var dead = poll(dlq, 20);
    sqs.clock.advance(Duration.ofMillis(9_999));
    assertThat(dead).isEmpty();
    sqs.clock.advance(Duration.ofMillis(1));
    assertThat(bodies(dead.get(0))).containsExactly("g-poison");
    assertThat(dead.get(0).get(0).receiveCount()).isEqualTo(3);
    assertThat(bodies(source.get(0))).as("the group goes on").containsExactly("g-next");
    assertThat(q.counters().deadLettered()).isEqualTo(1);
    assertThat(dlq.counters().sent()).isZero();
  }

  @Test
  @DisplayName("dlq-policy-int-roundtrip: maxReceiveCount comes back as a number")
  void roundTrip() {
    Queue dlq = sqs.standard("dlq");
    Queue q = sqs.standard("q");
    q.setAttributes(policy(dlq, "\"10\""));
    assertThat(q.attributes().asMap().get("RedrivePolicy"))
        .isEqualTo("{\"deadLetterTargetArn\":\"" + dlq.arn() + "\",\"maxReceiveCount\":10}");
  }

  @Test
  @DisplayName("dlq-policy-cfn: the policy that allows redrives comes back as it was set")
  void allowPolicy() {
    Queue dlq = sqs.fifo("dlq", "RedriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
    Queue q = sqs.fifo("q", redrive(dlq, 7));
    assertThat(dlq.attributes().asMap())
        .containsEntry("RedriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
    assertThat(q.attributes().redrivePolicy()).contains(new RedrivePolicy(dlq.arn(), 7));
  }

  @Test
  @DisplayName("dlq-empty-policy-removes: an empty policy removes it")
  void emptyRemoves() {
    Queue q = sqs.standard("q");
    q.setAttributes(map("RedrivePolicy", ""));
    assertThat(q.attributes().asMap()).doesNotContainKey("RedrivePolicy");
    q.setAttributes(policy(sqs.standard("dlq"), "3"));
    q.setAttributes(map("RedrivePolicy", ""));
    assertThat(q.attributes().asMap()).doesNotContainKey("RedrivePolicy");
  }

  @Test
  @DisplayName(
      "dlq-self-reference-accepted: a queue may name itself, and its count starts anew each time")
  void selfReference() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "0");
    q.setAttributes(policy(q, "42"));
    assertThat(q.attributes().redrivePolicy()).contains(new RedrivePolicy(q.arn(), 42));
    q.setAttributes(policy(q, "1"));
    send(q, "x");
    receiveOne(q);
    assertThat(receive(q, 1)).isEmpty();
    assertThat(receiveOne(q).receiveCount()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "dlq-string-count-accepted: the count may be a text that is a number, and must be there")
  void stringCount() {
    Queue dlq = sqs.standard("dlq");
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.setAttributes(policy(dlq, "\"42\"")))).isEmpty();
    assertThat(refusal(() -> q.setAttributes(policy(dlq, "\"invalid\"")))).isPresent();
    assertThat(refusal(() -> q.setAttributes(policy(dlq, "0")))).isPresent();
    assertThat(refusal(() -> q.setAttributes(policy(dlq, "1001")))).isPresent();
    assertThat(refusal(() -> q.setAttributes(map("RedrivePolicy", "{\"maxReceiveCount\":1}"))))
        .isPresent();
    assertThat(
            refusal(
                () ->
                    q.setAttributes(
                        map("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dlq.arn() + "\"}"))))
        .hasValueSatisfying(text -> assertThat(text).startsWith("InvalidParameterValue 400"));
  }

  private static Map<String, String> policy(Queue target, String count) {
    return map(
        "RedrivePolicy",
        "{\"deadLetterTargetArn\":\"" + target.arn() + "\",\"maxReceiveCount\":" + count + "}");
  }

  @Test
  @DisplayName("dlq-bad-arn-text: a malformed ARN is refused before anything is looked up")
  void badArn() {
    String text = "{\"deadLetterTargetArn\":\"dummy\",\"maxReceiveCount\":42}";
    assertThat(refusal(() -> sqs.standard("q", "RedrivePolicy", text)))
        .contains(
            "InvalidParameterValue 400: Value "
                + text
                + " for parameter RedrivePolicy is invalid. Reason: Invalid value for"
                + " deadLetterTargetArn.");
  }

  @Test
  void a_dead_letter_queue_must_exist_when_it_is_named() {
    Queue gone = sqs.standard("gone");
    sqs.engine.deleteQueue(gone.name());
    assertThat(refusal(() -> sqs.standard("q", redrive(gone, 1))))
        .hasValueSatisfying(
            text -> assertThat(text).endsWith("Reason: Dead letter target does not exist."));
  }

  @Test
  void a_message_stays_while_its_dead_letter_queue_is_deleted() {
    Queue dlq = sqs.standard("dlq");
    Queue q = sqs.standard("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    send(q, "x");
    receiveOne(q);
    sqs.engine.deleteQueue(dlq.name());
    assertThat(receiveOne(q).receiveCount()).isEqualTo(2);
  }

  @Test
  @DisplayName("dlq-list-sources: every queue whose policy points at it is a source")
  void sources() {
    Queue dlq = sqs.standard("dlq");
    Queue one = sqs.standard("one", redrive(dlq, 50));
    Queue two = sqs.standard("two", redrive(dlq, 50));
    sqs.standard("three");
    assertThat(sqs.engine.sourcesOf(dlq)).containsExactly(one, two);
  }

  @Test
  @DisplayName("sup-type-mismatch-text: a dead-letter queue of the other type is refused")
  void typeMismatch() {
    Queue dlq = sqs.standard("dlq");
    String[] policy = redrive(dlq, 1);
    assertThat(refusal(() -> sqs.fifo("q", policy)))
        .contains(
            "InvalidParameterValue 400: Value "
                + policy[1]
                + " for parameter RedrivePolicy is invalid. Reason: Dead-letter queue must be same"
                + " type of queue as the source..");
    Queue fifoDlq = sqs.fifo("dlq");
    assertThat(refusal(() -> sqs.standard("q", redrive(fifoDlq, 1)))).isPresent();
  }

  @Test
  @DisplayName("sup-fifo-dlq-dedup-id: in a FIFO DLQ the deduplication id is the message id")
  void dedupId() {
    Queue dlq = sqs.fifo("dlq");
    Queue q = sqs.fifo("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    DeduplicationId same = new DeduplicationId("same");
    dlq.send(SteppedSqs.request(dlq, "g-direct").withDeduplicationId(same));
    q.send(SteppedSqs.request(q, "g-moved").withDeduplicationId(same));
    receiveOne(q);
    receive(q, 1);
    List<ReceivedMessage> dead = receive(dlq, 10);
    assertThat(bodies(dead)).containsExactly("g-direct", "g-moved");
    assertThat(dead.get(1).deduplicationId())
        .contains(new DeduplicationId(dead.get(1).messageId().toString()));
  }

  @ParameterizedTest
  @CsvSource({"standard, 3", "fifo, 4"})
  @DisplayName(
      "sup-dlq-retention-clock: a standard DLQ counts from the send, a FIFO DLQ from the move")
  void retentionClock(String type, int daysLeft) {
    boolean fifo = type.equals("fifo");
    String day = "86400";
    String[] fourDays = {"MessageRetentionPeriod", "345600"};
    Queue dlq = fifo ? sqs.fifo("dlq", fourDays) : sqs.standard("dlq", fourDays);
    String[] policy = redrive(dlq, 1, "VisibilityTimeout", "0", "MessageRetentionPeriod", "172800");
    Queue q = fifo ? sqs.fifo("q", policy) : sqs.standard("q", policy);
    send(q, "g-x");
    sqs.pass(Integer.parseInt(day));
    receiveOne(q);
    receive(q, 1);
    sqs.pass(daysLeft * Integer.parseInt(day) - 1);
    assertThat(dlq.counts().visible()).isEqualTo(1);
    sqs.pass(1);
    assertThat(dlq.counts().visible()).isZero();
    assertThat(dlq.counters().expired()).isEqualTo(1);
  }
}
