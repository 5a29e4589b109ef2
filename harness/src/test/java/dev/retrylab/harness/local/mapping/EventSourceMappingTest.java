package dev.retrylab.harness.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventSourceMappingTest extends MappedQueue {
  @Test
  @DisplayName(
      "esm-maxreceive-2-means-2-invocations: a failing message runs at 0 s and 30 s, and is dead-lettered at 60 s")
  void article() {
    Queue dlq = sqs.createQueue(new QueueName("dlq.fifo"), Map.of("FifoQueue", "true"), Map.of());
    Queue source = fifo(redriveTo(dlq, 2));
    ScriptedFunction function = ScriptedFunction.failing(clock);
    map(source, function, ONE_BY_ONE);
    send(source, "m2", "2");
    clock.advance(Duration.ofSeconds(59));
    assertThat(function.runs()).containsExactly(run(0, "m2:1"), run(30, "m2:2"));
    assertThat(dlq.receiveNow(tenAtOnce())).isEmpty(); // esm-dlq-not-early
    clock.advance(Duration.ofSeconds(1));
    assertThat(dlq.receiveNow(tenAtOnce()))
        .extracting(ReceivedMessage::body, ReceivedMessage::receiveCount)
        .containsExactly(tuple("m2", 3));
    clock.advance(MINUTE.multipliedBy(10));
    assertThat(function.runs()).hasSize(2);
  }

  @Test
  @DisplayName("esm-success-deletes: after a success the mapping deletes the message")
  void successDeletes() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "null");
    map(source, function, ONE_BY_ONE);
    send(source, "m1", "1");
    clock.advance(MINUTE.multipliedBy(10));
    assertThat(function.runs()).containsExactly(run(0, "m1:1"));
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  @DisplayName("a group runs one batch at a time, in order, while another group flows beside it")
  void groups() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(4), event -> ScriptedFunction.answer("{}"));
    map(source, function, ONE_BY_ONE);
    send(source, "a1", "a");
    send(source, "a2", "a");
    send(source, "b1", "b");
    clock.advance(MINUTE);
    assertThat(function.runs()).containsExactly(run(0, "a1:1"), run(0, "b1:1"), run(4, "a2:1"));
  }

  @Test
  @DisplayName("a failing message blocks its group until it is dead-lettered; another group flows")
  void blockedGroup() {
    Queue dlq = sqs.createQueue(new QueueName("dlq.fifo"), Map.of("FifoQueue", "true"), Map.of());
    Queue source = fifo(redriveTo(dlq, 2));
    ScriptedFunction function =
        new ScriptedFunction(
            clock,
            Duration.ZERO,
            event ->
                event.at("/Records/0/body").asText().equals("bad")
                    ? ScriptedFunction.failure()
                    : ScriptedFunction.answer("{}"));
    map(source, function, ONE_BY_ONE);
    send(source, "bad", "a");
    send(source, "next", "a");
    send(source, "other", "b");
    clock.advance(Duration.ofMinutes(5));
    assertThat(function.runs())
        .containsExactly(run(0, "bad:1"), run(0, "other:1"), run(30, "bad:2"), run(60, "next:1"));
  }

  @Test
  @DisplayName(
      "pbr-lambda-error-all-fail: an error returns the whole batch, with batch item failures too")
  void errorReturnsTheBatch() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.failing(clock);
    map(source, function, TEN_PARTIAL);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(30, "m1:2", "m2:2"));
  }

  @Test
  @DisplayName(
      "pbr-fifo-success-individually-deleted: what is not named in batchItemFailures is deleted")
  void batchItemFailures() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ZERO, EventSourceMappingTest::failM2);
    map(source, function, TEN_PARTIAL);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(30, "m2:2"));
  }

  @Test
  @DisplayName("without batch item failures the function's answer means nothing: all is deleted")
  void answerIgnored() {
    Queue source = fifo(Map.of());
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ZERO, EventSourceMappingTest::failM2);
    map(source, function, TEN);
    sendBatch(source, "m1", "m2");
    clock.advance(MINUTE);
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"));
  }

  @Test
  @DisplayName("behind a message whose receipt handle has expired the rest of the batch is deleted")
  void expiredHandle() {
    Queue source = fifo(Map.of("VisibilityTimeout", "5"));
    ScriptedFunction function =
        new ScriptedFunction(clock, Duration.ofSeconds(6), event -> ScriptedFunction.answer("{}"));
    EventSourceMapping mapping = map(source, function, TEN, 1);
    sendBatch(source, "m1", "m2");
    clock.advance(Duration.ofSeconds(1));
    String second = function.events().get(0).at("/Records/1/receiptHandle").asText();
    source.changeVisibility(second, MINUTE);
    clock.advance(Duration.ofSeconds(6));
    assertThat(source.counts()).isEqualTo(new MessageCounts(0, 1, 0));
    assertThat(function.runs()).containsExactly(run(0, "m1:1", "m2:1"), run(6, "m1:2"));
    mapping.close();
    clock.advance(MINUTE);
  }

  @Test
  @DisplayName("esm-record-shape-fifo: the record has the attributes of a FIFO queue and no others")
  void recordShape() {
    Queue source = fifo(Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, ONE_BY_ONE);
    send(source, "m1", "1");
    clock.advance(MINUTE);
    JsonNode record = function.events().get(0).path("Records").path(0);
    assertThat(record.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "messageId",
            "receiptHandle",
            "body",
            "attributes",
            "messageAttributes",
            "md5OfBody",
            "eventSource",
            "eventSourceARN",
            "awsRegion");
    assertThat(record.path("attributes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "ApproximateReceiveCount",
            "SentTimestamp",
            "SenderId",
            "ApproximateFirstReceiveTimestamp",
            "MessageGroupId",
            "MessageDeduplicationId",
            "SequenceNumber");
    assertThat(record.path("eventSourceARN").asText())
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:source.fifo");
  }

  @Test
  @DisplayName("esm-record-message-attributes: a text, a number and bytes, each with its type")
  void messageAttributes() {
    Queue source = sqs.createQueue(new QueueName("source"), Map.of(), Map.of());
    ScriptedFunction function = ScriptedFunction.answering(clock, "{}");
    map(source, function, ONE_BY_ONE);
    source.send(
        SendRequest.of("m")
            .withAttributes(
                Map.of(
                    "text", MessageAttribute.ofText("String", "a"),
                    "number", MessageAttribute.ofText("Number.int", "7"),
                    "bytes", MessageAttribute.ofBytes("Binary", new byte[] {1, 2}))));
    clock.advance(MINUTE);
    assertThat(function.events().get(0).at("/Records/0/messageAttributes"))
        .isEqualTo(
            ScriptedFunction.read(
                """
                {"text": {"stringValue": "a", "stringListValues": [], "binaryListValues": [],
                          "dataType": "String"},
                 "number": {"stringValue": "7", "stringListValues": [], "binaryListValues": [],
                            "dataType": "Number.int"},
                 "bytes": {"binaryValue": "AQI=", "stringListValues": [], "binaryListValues": [],
                           "dataType": "Binary"}}
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName(
      "sup-visibility-error-text: a visibility timeout below the function timeout is refused")
  void shortVisibility() {
    Queue source = fifo(Map.of("VisibilityTimeout", "3"));
    assertThatThrownBy(() -> map(source, ScriptedFunction.failing(clock), ONE_BY_ONE))
        .hasMessage("Queue visibility timeout: 3 seconds is less than Function timeout: 5 seconds");
  }

  private static InvocationResult failM2(JsonNode event) {
    for (JsonNode record : event.path("Records")) {
      if (record.path("body").asText().equals("m2")) {
        return ScriptedFunction.answer(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
                .formatted(record.path("messageId").asText()));
      }
    }
    return ScriptedFunction.answer("{}");
  }
}
