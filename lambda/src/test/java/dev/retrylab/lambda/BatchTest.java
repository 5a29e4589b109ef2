package dev.retrylab.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A batch")
final class BatchTest {

  @Test
  void is_read_from_the_event_of_a_mapping_as_AWS_sends_it() throws IOException {
    // Lambda developer guide, with-sqs: the example event of a FIFO queue.
    String event =
        """
        {
          "Records": [
            {
              "messageId": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
              "receiptHandle": "AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw...",
              "body": "{\\"user_id\\":\\"1\\",\\"key\\":\\"\\u00fcber\\"}",
              "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1573251510774",
                "SequenceNumber": "18849496460467696128",
                "MessageGroupId": "1",
                "SenderId": "AIDAIO23YVJENQZJOL4VO",
                "MessageDeduplicationId": "1",
                "ApproximateFirstReceiveTimestamp": "1573251510775"
              },
              "messageAttributes": {"n": {"stringValue": "100", "binaryListValues": [],
                "dataType": "Number"}},
              "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:fifo.fifo",
              "awsRegion": "us-east-2"
            }
          ]
        }
        """;
    String body = "{\"user_id\":\"1\",\"key\":\"über\"}";
    assertThat(receipts(event))
        .containsExactly(
            new Receipt(
                "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
                "request-1",
                MessageBody.read(body),
                body,
                Optional.of("1"),
                Optional.of(1),
                Optional.of(1573251510774L),
                Optional.of(1573251510775L),
                false));
  }

  @Test
  void keeps_the_order_of_the_records() throws IOException {
    assertThat(receipts(Messages.batch(Messages.message("b", "{}"), Messages.message("a", "{}"))))
        .extracting(Receipt::messageId)
        .containsExactly("b", "a");
  }

  @Test
  void takes_a_number_for_its_text_in_an_event_made_by_hand() throws IOException {
    JsonObject record = Messages.message("a", "{}");
    record.getObject("attributes").put("ApproximateReceiveCount", 3);
    record.put("body", 1.50);
    assertThat(receipts(Messages.batch(record)))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.receiveCount()).contains(3))
        .satisfies(receipt -> assertThat(receipt.bodyText()).isEqualTo("1.5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "7", "{\"Records\":null}", "{\"Records\":{}}"})
  void is_not_made_of_an_event_that_does_not_come_from_SQS(String event) {
    assertThatThrownBy(() -> receipts(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the event has no Records: an SQS event is expected");
  }

  @Test
  void is_not_made_of_what_is_no_JSON() {
    assertThatThrownBy(() -> receipts("no JSON"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the event is not JSON: ");
    assertThatThrownBy(() -> receipts("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the event is nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "1", "[]"})
  void has_no_record_that_is_no_object(String record) {
    assertThatThrownBy(() -> receipts("{\"Records\":[" + record + "]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a record of the event is no JSON object");
  }

  @Test
  void has_no_record_with_an_object_for_a_body() {
    assertThatThrownBy(() -> receipts("{\"Records\":[{\"body\":{\"user_id\":\"1\"}}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the record's body is not a text: {user_id=1}");
  }

  private static List<Receipt> receipts(String event) throws IOException {
    return Batch.receipts(
        EventText.read(new ByteArrayInputStream(event.getBytes(UTF_8))), new FakeContext());
  }
}
