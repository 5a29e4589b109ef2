package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The other side of this format is the harness, which reads these very lines. */
@DisplayName("The journal")
final class JournalTest {
  private final FakeContext context = new FakeContext();
  private final Journal journal = new Journal("consumer", context.getLogger());

  private final Receipt receipt =
      Messages.receipt(
          Messages.message(
              "id-2",
              "{\"user_id\":\"2\",\"run_id\":\"20261121T212404Z-3f9a\",\"key\":\"m2\"}",
              Map.of("MessageGroupId", "2")),
          "request-1");

  private static final String FACTS =
      "\"function\":\"consumer\",\"runId\":\"20261121T212404Z-3f9a\",\"key\":\"m2\",\"userId\":\"2\","
          + "\"messageId\":\"id-2\",\"group\":\"2\",\"receiveCount\":1,\"requestId\":\"request-1\","
          + "\"sentTimestamp\":1764000000000,\"firstReceiveTimestamp\":1764000000100,\"redriven\":false";

  @Test
  void writes_a_received_line_for_each_record_of_a_batch() {
    journal.received(List.of(receipt, receipt));
    String start = "{\"retryLab\":1,\"event\":\"received\"," + FACTS;
    assertThat(context.lines)
        .containsExactly(start + ",\"batchPosition\":1}", start + ",\"batchPosition\":2}");
  }

  @Test
  void writes_an_outcome_line_for_each_outcome() {
    IllegalStateException error = new IllegalStateException("no\nluck");
    journal.outcome(receipt, Outcome.succeeded());
    journal.outcome(receipt, Outcome.failed(error));
    journal.outcome(receipt, Outcome.forwarded(error, "copy-1"));
    journal.outcome(receipt, Outcome.unprocessed());
    String start = "{\"retryLab\":1,\"event\":\"outcome\"," + FACTS + ",\"outcome\":";
    String text = ",\"error\":\"java.lang.IllegalStateException: no\\nluck\"";
    assertThat(context.lines)
        .containsExactly(
            start + "\"succeeded\"}",
            start + "\"failed\"" + text + "}",
            start + "\"forwarded\"" + text + ",\"forwardedMessageId\":\"copy-1\"}",
            start + "\"unprocessed\"}");
  }

  @Test
  void leaves_out_what_a_broken_body_and_a_standard_queue_do_not_say() {
    journal.received(List.of(Messages.receipt(Messages.message("id-3", "no JSON"), "request-1")));
    assertThat(context.lines)
        .containsExactly(
            "{\"retryLab\":1,\"event\":\"received\",\"function\":\"consumer\","
                + "\"messageId\":\"id-3\",\"receiveCount\":1,\"requestId\":\"request-1\","
                + "\"sentTimestamp\":1764000000000,\"firstReceiveTimestamp\":1764000000100,"
                + "\"redriven\":false,\"batchPosition\":1}");
  }

  @Test
  void calls_a_message_redriven_if_it_carries_the_arn_of_the_queue_it_came_from() {
    Receipt redriven =
        Messages.receipt(
            Messages.message(
                "id-2", "{}", Map.of("DeadLetterQueueSourceArn", "arn:aws:sqs:x:1:source.fifo")),
            "request-1");
    assertThat(redriven.redriven()).isTrue();
  }

  @Test
  void knows_no_counts_and_times_of_a_record_made_by_hand() {
    var record = Messages.message("id-4", "{\"user_id\":\"3\"}");
    record.remove("attributes");
    Receipt receipt = Messages.receipt(record, "request-1");
    assertThat(receipt)
        .isEqualTo(
            new Receipt(
                "id-4",
                "request-1",
                MessageBody.read("{\"user_id\":\"3\"}"),
                "{\"user_id\":\"3\"}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }
}
