package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The DLQ consumer")
final class DlqConsumerHandlerTest {

  @Test
  void journals_each_record_and_succeeds_whatever_the_body_says() {
    FakeContext context = new FakeContext();
    String answer =
        Messages.handle(
            new DlqConsumerHandler(),
            Messages.batch(
                Messages.message(
                    "a",
                    "{\"user_id\":\"2\",\"key\":\"m2\"}",
                    Map.of("DeadLetterQueueSourceArn", "arn", "ApproximateReceiveCount", "3")),
                Messages.message("b", "no JSON")),
            context);
    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    String start = "{\"retryLab\":1,\"event\":\"";
    String a =
        "\",\"function\":\"dlq-consumer\",\"key\":\"m2\",\"userId\":\"2\",\"messageId\":\"a\"";
    String b = "\",\"function\":\"dlq-consumer\",\"messageId\":\"b\"";
    String common =
        ",\"requestId\":\"request-1\",\"sentTimestamp\":1764000000000,"
            + "\"firstReceiveTimestamp\":1764000000100,\"redriven\":";
    assertThat(context.lines)
        .containsExactly(
            start + "received" + a + ",\"receiveCount\":3" + common + "true,\"batchPosition\":1}",
            start + "received" + b + ",\"receiveCount\":1" + common + "false,\"batchPosition\":2}",
            start
                + "outcome"
                + a
                + ",\"receiveCount\":3"
                + common
                + "true,\"outcome\":\"succeeded\"}",
            start
                + "outcome"
                + b
                + ",\"receiveCount\":1"
                + common
                + "false,\"outcome\":\"succeeded\"}");
  }

  @Test
  void journals_the_message_that_lies_in_what_lambda_kept_of_an_event() {
    FakeContext context = new FakeContext();
    Messages.handle(
        new DlqConsumerHandler(),
        Messages.batch(
            Messages.message(
                "a",
                "{\"requestPayload\":{\"Records\":[{\"body\":"
                    + "\"{\\\"user_id\\\":\\\"2\\\",\\\"key\\\":\\\"m2\\\"}\"}]}}")),
        context);
    assertThat(context.lines)
        .hasSize(2)
        .allMatch(line -> line.contains("\"key\":\"m2\",\"userId\":\"2\",\"messageId\":\"a\""));
  }
}
