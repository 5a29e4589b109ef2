package dev.retrylab.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A batch")
final class ReceivedMessageTest {

  @Test
  void is_read_from_the_event_of_a_mapping_as_AWS_sends_it() {
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
    assertThat(Messages.received(event))
        .containsExactly(
            new ReceivedMessage(
                "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
                "AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw...",
                body,
                MessageBody.read(body),
                Optional.of("1"),
                Optional.of(1),
                Optional.of(1573251510774L),
                Optional.of(1573251510775L),
                false));
  }

  @Test
  void keeps_the_order_of_the_records() {
    assertThat(
            Messages.received(
                Messages.batch(Messages.message("b", "{}"), Messages.message("a", "{}"))))
        .extracting(ReceivedMessage::messageId)
        .containsExactly("b", "a");
  }

  @Test
  void takes_a_number_for_its_text_in_an_event_made_by_hand() {
    Map<String, Object> record = Messages.message("a", "{}", Map.of("ApproximateReceiveCount", 3));
    record.put("body", 1.50);
    ReceivedMessage message = Messages.received(record);
    assertThat(message.receiveCount()).contains(3);
    assertThat(message.bodyText()).isEqualTo("1.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"Records\":null}"})
  void is_not_made_of_an_event_that_does_not_come_from_SQS(String event) {
    assertThatThrownBy(() -> Messages.received(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the event has no Records: an SQS event is expected");
  }

  @Test
  void knows_that_the_redrive_policy_moved_a_message_by_the_arn_of_its_source_queue() {
    ReceivedMessage moved =
        Messages.received(
            Messages.message(
                "id-2", "{}", Map.of("DeadLetterQueueSourceArn", "arn:aws:sqs:x:1:source.fifo")));
    assertThat(moved.movedByRedrivePolicy()).isTrue();
  }

  @Test
  void knows_no_counts_and_times_of_a_record_made_by_hand() {
    Map<String, Object> record = Messages.message("id-4", "{\"user_id\":\"3\"}");
    record.remove("attributes");
    assertThat(Messages.received(record))
        .isEqualTo(
            new ReceivedMessage(
                "id-4",
                "none",
                "{\"user_id\":\"3\"}",
                MessageBody.read("{\"user_id\":\"3\"}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }
}
