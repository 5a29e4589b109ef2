package dev.retrylab.harness.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

@DisplayName("The SQS endpoint, asked by the AWS SDK")
class SqsOverHttpTest {
  private static LocalSqs sqs;
  private static SqsClient client;

  @BeforeAll
  static void start() {
    sqs = new LocalSqs();
    client = sqs.client;
  }

  @AfterAll
  static void stop() {
    sqs.close();
  }

  private static String queue(String name) {
    return client.createQueue(r -> r.queueName(name)).queueUrl();
  }

  @Test
  void a_message_with_attributes_comes_back_as_it_was_sent() {
    String url = queue("attributes");
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "text", MessageAttributeValue.builder().dataType("String").stringValue("ä").build(),
            "count",
                MessageAttributeValue.builder().dataType("Number.int").stringValue("3").build(),
            "bytes",
                MessageAttributeValue.builder()
                    .dataType("Binary")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                    .build());

    SendMessageResponse sent =
        client.sendMessage(
            r ->
                r.queueUrl(url)
                    .messageBody("häuser 🏠")
                    .messageAttributes(attributes)
                    .messageSystemAttributes(
                        Map.of(
                            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                            MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                .build())));
    Message received =
        client
            .receiveMessage(
                r ->
                    r.queueUrl(url)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages()
            .get(0);

    assertThat(received.messageId()).isEqualTo(sent.messageId());
    assertThat(received.body()).isEqualTo("häuser 🏠");
    assertThat(received.messageAttributes()).isEqualTo(attributes);
    assertThat(received.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
    assertThat(sent.md5OfMessageSystemAttributes()).hasSize(32);
    assertThat(received.attributesAsStrings())
        .containsEntry("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793")
        .containsKeys("SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp")
        .containsEntry("ApproximateReceiveCount", "1");
  }

  @Test
  void batches_succeed_and_fail_entry_by_entry() {
    String url = queue("batches");

    var sent =
        client.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(entry("a", "one"), entry("b", "\u0001"), entry("c", "two")));

    assertThat(sent.successful()).extracting("id").containsExactly("a", "c");
    assertThat(sent.failed())
        .containsExactly(
            BatchResultErrorEntry.builder()
                .id("b")
                .senderFault(true)
                .code("InvalidMessageContents")
                .message(sent.failed().get(0).message())
                .build());

    List<Message> received =
        client.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
    assertThat(received).extracting(Message::body).containsExactly("one", "two");
    var changed =
        client.changeMessageVisibilityBatch(
            r ->
                r.queueUrl(url)
                    .entries(change("x", received.get(0).receiptHandle()), change("y", "garbage")));
    assertThat(changed.successful()).extracting("id").containsExactly("x");
    assertThat(changed.failed()).extracting("code").containsExactly("ReceiptHandleIsInvalid");
    var deleted =
        client.deleteMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        received.stream()
                            .map(
                                m ->
                                    DeleteMessageBatchRequestEntry.builder()
                                        .id(m.messageId())
                                        .receiptHandle(m.receiptHandle())
                                        .build())
                            .toList()));
    assertThat(deleted.successful()).hasSize(2);
    assertThat(sqs.engine.byUrl(url).counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  private static ChangeMessageVisibilityBatchRequestEntry change(String id, String handle) {
    return ChangeMessageVisibilityBatchRequestEntry.builder()
        .id(id)
        .receiptHandle(handle)
        .visibilityTimeout(0)
        .build();
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  @Test
  void a_long_poll_is_answered_by_a_send_and_holds_the_clock_only_for_the_answer() {
    String url = queue("long-poll");
    CompletableFuture<List<Message>> poll =
        CompletableFuture.supplyAsync(
            () -> client.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          while (sqs.engine.byUrl(url).waiting() == 0 || sqs.clock.holds() > 0) {
            Thread.onSpinWait();
          }
        });

    Instant before = Instant.now();
    client.sendMessage(r -> r.queueUrl(url).messageBody("hello"));

    assertThat(poll.join()).extracting(Message::body).containsExactly("hello");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_message_is_changed_and_deleted_by_its_handle() {
    String url = queue("handles");
    client.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    Message first = client.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
    client.changeMessageVisibility(
        r -> r.queueUrl(url).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
    Message second = client.receiveMessage(r -> r.queueUrl(url)).messages().get(0);
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());

    client.deleteMessage(r -> r.queueUrl(url).receiptHandle(second.receiptHandle()));

    assertThatThrownBy(
            () ->
                client.changeMessageVisibility(
                    r ->
                        r.queueUrl(url).receiptHandle(second.receiptHandle()).visibilityTimeout(1)))
        .isInstanceOfSatisfying(
            SqsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
            });
  }

  @Test
  void queues_are_made_found_listed_described_tagged_purged_and_deleted() {
    String url =
        client
            .createQueue(
                r ->
                    r.queueName("life.fifo")
                        .attributes(
                            Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.VISIBILITY_TIMEOUT, "7"))
                        .tags(Map.of("a", "1")))
            .queueUrl();
    assertThat(url).isEqualTo(sqs.endpoint.uri() + "/000000000000/life.fifo");
    assertThat(client.getQueueUrl(r -> r.queueName("life.fifo")).queueUrl()).isEqualTo(url);
    assertThat(client.listQueues(r -> r.queueNamePrefix("life")).queueUrls()).containsExactly(url);

    client.setQueueAttributes(
        r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "5")));
    assertThat(
            client
                .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.DELAY_SECONDS, "5")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
        .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
        .containsEntry(
            QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:life.fifo");

    client.tagQueue(r -> r.queueUrl(url).tags(Map.of("b", "2")));
    client.untagQueue(r -> r.queueUrl(url).tagKeys("a"));
    assertThat(client.listQueueTags(r -> r.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));

    client.purgeQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> client.purgeQueue(r -> r.queueUrl(url)))
        .isInstanceOfSatisfying(SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(403));

    client.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> client.getQueueUrl(r -> r.queueName("life.fifo")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode())
                  .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The specified queue does not exist.");
            });
  }

  @Test
  @DisplayName("lim-empty-receive: an empty receive has no list of messages at all")
  void empty_receive() {
    String url = queue("empty");
    assertThat(client.receiveMessage(r -> r.queueUrl(url)).hasMessages()).isFalse();
    assertThat(client.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(1)).hasMessages())
        .isFalse();
  }

  @Test
  @DisplayName("dlq-attributes-only-if-requested: system attributes come only to who asks for them")
  void system_attributes() {
    String url = queue("system");
    client.sendMessage(r -> r.queueUrl(url).messageBody("x"));
    Message bare =
        client.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0)).messages().get(0);
    assertThat(bare.hasAttributes()).isFalse();
    Message one =
        client
            .receiveMessage(
                r ->
                    r.queueUrl(url)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
            .messages()
            .get(0);
    assertThat(one.attributesAsStrings()).isEqualTo(Map.of("ApproximateReceiveCount", "2"));
  }

  @Test
  void move_tasks_are_started_listed_and_cancelled() {
    String dlq = queue("task-dlq");
    String arn = sqs.engine.byUrl(dlq).arn().value();
    String source =
        client
            .createQueue(
                r ->
                    r.queueName("task-source")
                        .attributes(
                            Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                new RedrivePolicy(new QueueArn(arn), 1).toJson())))
            .queueUrl();
    assertThat(client.listDeadLetterSourceQueues(r -> r.queueUrl(dlq)).queueUrls())
        .containsExactly(source);
    for (String body : List.of("a", "b", "c")) {
      client.sendMessage(r -> r.queueUrl(dlq).messageBody(body));
    }
    String destination = sqs.engine.byUrl(source).arn().value();
    String handle =
        client
            .startMessageMoveTask(
                r -> r.sourceArn(arn).destinationArn(destination).maxNumberOfMessagesPerSecond(1))
            .taskHandle();
    var task = client.listMessageMoveTasks(r -> r.sourceArn(arn)).results().get(0);
    assertThat(task.status()).isEqualTo("RUNNING");
    assertThat(task.taskHandle()).isEqualTo(handle);
    assertThat(
            client
                .cancelMessageMoveTask(r -> r.taskHandle(handle))
                .approximateNumberOfMessagesMoved())
        .isLessThan(3);
    assertThat(client.listMessageMoveTasks(r -> r.sourceArn(arn)).results().get(0).status())
        .isEqualTo("CANCELLED");
  }
}
