package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message is hidden for 12 h since its receive at most (API_ChangeMessageVisibility)")
class TotalVisibilityTest {
  private static final int LONGEST = 43_200;

  private final SteppedSqs sqs = new SteppedSqs();

  private static Optional<String> change(Queue queue, ReceivedMessage message, int seconds) {
    return refusal(
        () -> queue.changeVisibility(message.receiptHandle(), Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_change_beyond_that_is_refused_and_changes_nothing(boolean fifo) {
    Queue q = fifo ? sqs.fifo("q") : sqs.standard("q");
    send(q, "g-x");
    ReceivedMessage message = receiveOne(q);
    sqs.pass(20);
    assertThat(change(q, message, LONGEST - 19))
        .contains(
            "InvalidParameterValue 400: Value 43181 for parameter VisibilityTimeout is invalid."
                + " Reason: Total VisibilityTimeout for the message is beyond the limit [43200"
                + " seconds]");
    sqs.pass(10);
    assertThat(receive(q, 1)).as("the timeout of 30 s ended as if nothing was asked").hasSize(1);
  }

  @Test
  void a_change_up_to_that_is_taken_and_changes_add_up() {
    Queue q = sqs.standard("q");
    send(q, "x");
    ReceivedMessage message = receiveOne(q);
    assertThat(change(q, message, LONGEST)).isEmpty();
    sqs.pass(LONGEST / 2);
    assertThat(change(q, message, LONGEST / 2)).isEmpty();
    assertThat(change(q, message, LONGEST / 2 + 1)).isPresent();
    sqs.pass(LONGEST / 2 - 1);
    assertThat(change(q, message, 1)).isEmpty();
    assertThat(change(q, message, 2)).isPresent();
    assertThat(receive(q, 1)).isEmpty();
    sqs.pass(1);
    assertThat(receive(q, 1)).hasSize(1);
  }

  @Test
  void the_next_receive_starts_anew() {
    Queue q = sqs.standard("q", "VisibilityTimeout", "43200");
    send(q, "x");
    receiveOne(q);
    sqs.pass(LONGEST);
    ReceivedMessage again = receiveOne(q);
    assertThat(change(q, again, LONGEST)).isEmpty();
    sqs.pass(LONGEST - 1);
    assertThat(receive(q, 1)).isEmpty();
  }

  @Test
  void a_message_can_be_made_visible_at_any_time() {
    Queue q = sqs.standard("q");
    send(q, "x");
    ReceivedMessage message = receiveOne(q);
    sqs.pass(LONGEST + 100);
    assertThat(change(q, message, 1)).isPresent();
    assertThat(change(q, message, 0)).isEmpty();
    assertThat(receive(q, 1)).hasSize(1);
  }

  @Test
  void in_a_batch_only_the_entries_beyond_that_fail() {
    Queue q = sqs.standard("q");
    send(q, "x");
    String handle = receiveOne(q).receiptHandle();
    sqs.pass(20);
    String entry = "{'Id':'%s','ReceiptHandle':'" + handle + "','VisibilityTimeout':%d}";
    JsonNode answer =
        new SqsService(sqs.engine, URI.create("http://127.0.0.1"))
            .call(
                "ChangeMessageVisibilityBatch",
                (ObjectNode)
                    JsonClient.json(
                        ("{'QueueUrl':'q','Entries':[" + entry + "," + entry + "]}")
                            .formatted("beyond", LONGEST - 19, "within", LONGEST - 20)))
            .toCompletableFuture()
            .join();
    assertThat(answer.get("Successful")).isEqualTo(JsonClient.json("[{'Id':'within'}]"));
    assertThat(answer.get("Failed")).hasSize(1);
    assertThat(answer.at("/Failed/0/Id").asText()).isEqualTo("beyond");
    assertThat(answer.at("/Failed/0/Code").asText()).isEqualTo("InvalidParameterValue");
  }
}
