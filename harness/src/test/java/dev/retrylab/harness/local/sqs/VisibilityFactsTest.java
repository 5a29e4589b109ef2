package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.map;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Visibility timeouts, as recorded on AWS")
class VisibilityFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  @DisplayName("vis-default-30: a queue without attributes has AWS's defaults")
  void defaults() {
    assertThat(sqs.standard("q").attributes().asMap())
        .isEqualTo(
            map(
                "VisibilityTimeout", "30",
                "DelaySeconds", "0",
                "MessageRetentionPeriod", "345600",
                "ReceiveMessageWaitTimeSeconds", "0",
                "MaximumMessageSize", "1048576",
                "SqsManagedSseEnabled", "true"));
  }

  @Test
  @DisplayName("vis-new-receipt-handle: each receive gives a handle of its own")
  void newHandle() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "1");
    send(q, "x");
    ReceivedMessage first = receiveOne(q);
    assertThat(receive(q, 1)).isEmpty();
    sqs.pass(1);
    ReceivedMessage second = receiveOne(q);
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
  }

  @Test
  @DisplayName(
      "vis-zero-receive: a receive with visibility timeout 0 hides nothing, the next one does")
  void zero() {
    Queue q = sqs.standard("q");
    send(q, "x");
    assertThat(receive(q, 1, Duration.ZERO)).hasSize(1);
    assertThat(receive(q, 1)).hasSize(1);
    assertThat(receive(q, 1)).isEmpty();
  }

  @Test
  @DisplayName("a visibility timeout that the queue is given later hides what is received later")
  void changed() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "30");
    send(q, "sooner");
    send(q, "later");
    receiveOne(q);
    q.setAttributes(map("VisibilityTimeout", "5"));
    ReceivedMessage later = receiveOne(q);
    sqs.clock.advance(Duration.ofSeconds(5));
    assertThat(receiveOne(q).messageId()).isEqualTo(later.messageId());
    sqs.clock.advance(Duration.ofSeconds(4));
    assertThat(receive(q, 1)).isEmpty();
    sqs.clock.advance(Duration.ofSeconds(21));
    assertThat(receive(q, 10)).hasSize(2);
  }

  @Test
  @DisplayName("vis-param-overrides-queue: the receive's visibility timeout replaces the queue's")
  void override() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "30");
    send(q, "x");
    assertThat(receive(q, 1, Duration.ZERO)).hasSize(1);
    assertThat(receive(q, 1, Duration.ofSeconds(3))).hasSize(1);
    assertThat(receive(q, 1)).isEmpty();
    sqs.pass(3);
    assertThat(receive(q, 1)).hasSize(1);
  }

  @Test
  @DisplayName("vis-change-extends-repeatedly: each change starts the timeout anew from now")
  void extend() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "2");
    send(q, "x");
    ReceivedMessage message = receiveOne(q);
    for (int i = 0; i < 4; i++) {
      sqs.pass(1);
      assertThat(receive(q, 1)).isEmpty();
      q.changeVisibility(message.receiptHandle(), Duration.ofSeconds(2));
    }
    sqs.pass(2);
    assertThat(receive(q, 1)).hasSize(1);
  }

  @Test
  @DisplayName("vis-change-not-permanent: a change to 0 counts for this receive only")
  void notPermanent() {
    Queue q = sqs.standard("q");
    send(q, "x");
    q.changeVisibility(receiveOne(q).receiptHandle(), Duration.ZERO);
    assertThat(receive(q, 1)).hasSize(1);
    assertThat(receive(q, 1)).isEmpty();
  }

  @Test
  @DisplayName(
      "vis-change-after-expiry-ok-standard: a handle whose timeout has ended can still change it")
  void changeAfterExpiry() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "1");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    sqs.pass(2);
    assertThat(refusal(() -> q.changeVisibility(handle, Duration.ofSeconds(5)))).isEmpty();
  }

  @Test
  @DisplayName("vis-old-handle-still-controls: an older handle makes the message receivable again")
  void oldHandle() {
    Queue q = sqs.standard("q");
    send(q, "x");
    String old = receive(q, 1, Duration.ZERO).get(0).receiptHandle();
    assertThat(receive(q, 1, Duration.ofSeconds(3))).hasSize(1);
    q.changeVisibility(old, Duration.ZERO);
    assertThat(receive(q, 1)).hasSize(1);
  }

  @Test
  @DisplayName(
      "vis-delete-after-expiry-standard: an expired handle still deletes in a standard queue")
  void deleteAfterExpiry() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "1");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    sqs.pass(1);
    q.delete(handle);
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName(
      "vis-delete-after-expiry-fifo-fails: an expired handle does not delete in a FIFO queue")
  void deleteAfterExpiryFifo() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "1");
    send(q, "g-x");
    String handle = receiveOne(q).receiptHandle();
    sqs.pass(1);
    String text =
        "InvalidParameterValue 400: Value "
            + handle
            + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.";
    assertThat(refusal(() -> q.delete(handle))).contains(text);
    receiveOne(q);
    assertThat(refusal(() -> q.delete(handle))).as("received anew meanwhile").contains(text);
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 1, 0));
  }

  @Test
  @DisplayName("vis-delete-fifo-extended-ok: an extended handle deletes beyond the first timeout")
  void deleteExtended() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "1");
    send(q, "g-x");
    String handle = receiveOne(q).receiptHandle();
    q.changeVisibility(handle, Duration.ofSeconds(5));
    sqs.clock.advance(Duration.ofMillis(1500));
    q.delete(handle);
    assertThat(q.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName("vis-change-deleted-message: the visibility of a deleted message cannot be changed")
  void changeDeleted() {
    Queue q = sqs.standard("q");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    q.delete(handle);
    assertThat(refusal(() -> q.changeVisibility(handle, Duration.ofSeconds(1))))
        .contains(
            "InvalidParameterValue 400: Value "
                + handle
                + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or is"
                + " not available for visibility timeout change.");
  }

  @Test
  @DisplayName("vis-delete-idempotent: deleting again is no error")
  void deleteTwice() {
    Queue q = sqs.standard("q");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(() -> q.delete(handle))).isEmpty();
    }
    assertThat(q.counters().deleted()).isEqualTo(1);
  }

  @Test
  @DisplayName("vis-delete-garbage-handle: what is no receipt handle is refused")
  void garbage() {
    Queue q = sqs.standard("q");
    assertThat(refusal(() -> q.delete("garbage")))
        .contains(
            "ReceiptHandleIsInvalid 404: The input receipt handle \"garbage\" is not a valid"
                + " receipt handle.");
    Queue other = sqs.standard("other");
    send(other, "x");
    String foreign = receiveOne(other).receiptHandle();
    assertThat(refusal(() -> q.delete(foreign)))
        .hasValueSatisfying(text -> assertThat(text).startsWith("ReceiptHandleIsInvalid"));
  }

  @Test
  @DisplayName(
      "vis-expired-msg-comes-first: what was sent first comes first again after its timeout")
  void expiredFirst() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "3");
    send(q, "test1");
    receiveOne(q);
    sqs.clock.advance(Duration.ofMillis(1500));
    send(q, "test2");
    sqs.pass(3);
    assertThat(bodies(receive(q, 1))).containsExactly("test1");
  }

  @Test
  @DisplayName(
      "vis-not-visible-counters: a received message counts as not visible until its timeout")
  void counters() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "60");
    send(q, "1", "2", "3", "4", "5", "6");
    receiveOne(q);
    assertThat(q.counts()).isEqualTo(new MessageCounts(5, 1, 0));
    sqs.pass(60);
    assertThat(q.counts()).isEqualTo(new MessageCounts(6, 0, 0));
  }

  @Test
  @DisplayName(
      "vis-fifo-locked-group-still-visible-counter: what only its group blocks counts as visible")
  void lockedGroup() {
    Queue q = sqs.fifo("q", "VisibilityTimeout", "60");
    send(q, "g1-1", "g1-2", "g2-1", "g2-2", "g3-1", "g3-2");
    receiveOne(q);
    receiveOne(q);
    assertThat(q.counts()).isEqualTo(new MessageCounts(4, 2, 0));
  }

  @Test
  void the_visibility_timeout_is_0_to_12_hours() {
    Queue q = sqs.standard("q");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    assertThat(refusal(() -> q.changeVisibility(handle, Duration.ofSeconds(43_201)))).isPresent();
    assertThat(refusal(() -> q.changeVisibility(handle, Duration.ofHours(12)))).isEmpty();
    assertThat(refusal(() -> receive(q, 1, Duration.ofSeconds(-1)))).isPresent();
  }
}
