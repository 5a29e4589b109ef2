package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The other side of this format is the harness, which reads these very lines. */
@DisplayName("The journal")
final class JournalTest {
  private final FakeContext context = new FakeContext();
  private final Journal journal = new Journal("consumer", context);

  private final ReceivedMessage message =
      Messages.received(
          Messages.message(
              "id-2",
              "{\"user_id\":\"2\",\"run_id\":\"20261121T212404Z-3f9a\",\"key\":\"m2\"}",
              Map.of("MessageGroupId", "2")));

  private static final String FACTS =
      "\"function\":\"consumer\",\"runId\":\"20261121T212404Z-3f9a\",\"key\":\"m2\",\"userId\":\"2\","
          + "\"messageId\":\"id-2\",\"group\":\"2\",\"receiveCount\":1,\"requestId\":\"request-1\","
          + "\"sentTimestamp\":1764000000000,\"firstReceiveTimestamp\":1764000000100,\"redriven\":false";

  @Test
  void writes_a_received_line_for_each_record_of_a_batch() {
    journal.received(List.of(message, message));
    String start = "{\"retryLab\":1,\"event\":\"received\"," + FACTS;
    assertThat(context.lines)
        .containsExactly(start + ",\"batchPosition\":1}", start + ",\"batchPosition\":2}");
  }

  @Test
  void writes_an_outcome_line_for_each_outcome() {
    IllegalStateException error = new IllegalStateException("no\nluck");
    journal.outcome(message, Outcome.succeeded());
    journal.outcome(message, Outcome.failed(error));
    journal.outcome(message, Outcome.forwarded(error, "copy-1"));
    journal.outcome(message, Outcome.unprocessed());
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
    journal.received(List.of(Messages.received(Messages.message("id-3", "no JSON"))));
    assertThat(context.lines)
        .containsExactly(
            "{\"retryLab\":1,\"event\":\"received\",\"function\":\"consumer\","
                + "\"messageId\":\"id-3\",\"receiveCount\":1,\"requestId\":\"request-1\","
                + "\"sentTimestamp\":1764000000000,\"firstReceiveTimestamp\":1764000000100,"
                + "\"redriven\":false,\"batchPosition\":1}");
  }
}
