package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The same operations for any SQS server; what it answered, by the name of the question. */
final class WitnessScript {
  private final SqsClient sqs;
  private final Map<String, String> observed = new LinkedHashMap<>();

  WitnessScript(SqsClient sqs) {
    this.sqs = sqs;
  }

  Map<String, String> run() {
    ask("groups are received one after another", this::groups);
    ask("an in-flight message blocks its group", this::blocking);
    ask("deleting opens the group", this::opening);
    ask("the first of a group made visible comes alone", this::terminated);
    ask("receive counts grow", this::counts);
    ask("a redriven message keeps its id and goes on counting", this::redrive);
    ask("the receive that makes a move goes on with the group", this::goesOn);
    ask("a move wakes a long poll on the dead-letter queue", this::wake);
    ask("a move survives a deduplication id that the dead-letter queue has seen", this::collision);
    ask("an expired FIFO handle deletes", this::expiredHandle);
    ask("a standard dead-letter queue for a FIFO queue", this::mismatch);
    ask("a FIFO move task moves", this::moveTask);
    ask("duplicates are swallowed", this::duplicates);
    ask("a batch arrives as a whole", this::batch);
    ask("a delay ends within a long poll", this::delay);
    ask("digests", this::digests);
    ask("approximate numbers", this::numbers);
    ask("error: no such queue", () -> text(sqs.getQueueUrl(r -> r.queueName("nobody"))));
    ask("error: FIFO without a group", this::withoutGroup);
    ask("error: too many entries", this::tooMany);
    ask("error: eleven messages", this::eleven);
    return observed;
  }

  private static String text(Object any) {
    return String.valueOf(any);
  }

  private void ask(String question, Supplier<String> script) {
    String answer;
    try {
      answer = script.get();
    } catch (SqsException e) {
      answer = e.awsErrorDetails().errorCode() + " " + e.statusCode();
    }
    observed.put(question, answer);
  }

  private String fifo(String name, Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new LinkedHashMap<>(more);
    attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
    return sqs.createQueue(r -> r.queueName(name + ".fifo").attributes(attributes)).queueUrl();
  }

  private String standard(String name) {
    return sqs.createQueue(r -> r.queueName(name)).queueUrl();
  }

  private String arn(String url) {
    return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private Map<QueueAttributeName, String> policy(String dlq, int maxReceiveCount) {
    return Map.of(
        QueueAttributeName.REDRIVE_POLICY,
        new RedrivePolicy(new QueueArn(arn(dlq)), maxReceiveCount).toJson());
  }

  private void send(String url, String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(
          r -> r.queueUrl(url).messageBody(body).messageGroupId(body.replaceAll("-.*", "")));
    }
  }

  private List<Message> receive(String url, int most, int visibility, int wait) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(most)
                    .visibilityTimeout(visibility)
                    .waitTimeSeconds(wait)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static String bodies(List<Message> messages) {
    return text(messages.stream().map(Message::body).toList());
  }

  private static String count(Message message) {
    return message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
  }

  private String groups() {
    String q = fifo("groups", Map.of());
    send(q, "a-1", "b-1", "a-2");
    return bodies(receive(q, 10, 30, 0));
  }

  private String blocking() {
    String q = fifo("blocking", Map.of());
    send(q, "a-1", "a-2", "b-1");
    return bodies(receive(q, 1, 30, 0))
        + bodies(receive(q, 10, 30, 0))
        + bodies(receive(q, 10, 30, 0));
  }

  private String opening() {
    String q = fifo("opening", Map.of());
    send(q, "a-1", "a-2");
    String handle = receive(q, 1, 30, 0).get(0).receiptHandle();
    sqs.deleteMessage(r -> r.queueUrl(q).receiptHandle(handle));
    return bodies(receive(q, 1, 30, 0));
  }

  private String terminated() {
    String q = fifo("terminated", Map.of());
    send(q, "a-1", "a-2");
    String handle = receive(q, 2, 30, 0).get(0).receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(q).receiptHandle(handle).visibilityTimeout(0));
    return bodies(receive(q, 10, 30, 0));
  }

  private String counts() {
    String q = standard("counts");
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("x"));
    return count(receive(q, 1, 0, 0).get(0))
        + count(receive(q, 1, 1, 0).get(0))
        + count(receive(q, 1, 0, 3).get(0));
  }

  private String redrive() {
    String dlq = fifo("redrive-dlq", Map.of());
    String q = fifo("redrive", policy(dlq, 2));
    send(q, "a-1");
    String id = receive(q, 1, 0, 0).get(0).messageId();
    receive(q, 1, 0, 0);
    receive(q, 1, 30, 0);
    Message dead = receive(dlq, 1, 30, 0).get(0);
    return dead.body() + count(dead) + dead.messageId().equals(id);
  }

  private String goesOn() {
    String dlq = fifo("goes-on-dlq", Map.of());
    String q = fifo("goes-on", policy(dlq, 1));
    send(q, "a-1", "a-2");
    receive(q, 1, 0, 0);
    return bodies(receive(q, 1, 30, 0));
  }

  private String wake() {
    String dlq = standard("wake-dlq");
    String q = sqs.createQueue(r -> r.queueName("wake").attributes(policy(dlq, 1))).queueUrl();
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("x"));
    receive(q, 1, 1, 0);
    CompletableFuture<List<Message>> waiting =
        CompletableFuture.supplyAsync(() -> receive(dlq, 1, 30, 3));
    receive(q, 1, 30, 2);
    return bodies(waiting.join());
  }

  private String collision() {
    String dlq = fifo("collision-dlq", Map.of());
    String q = fifo("collision", policy(dlq, 1));
    send(dlq, "a-1");
    send(q, "a-1");
    receive(q, 1, 0, 0);
    receive(q, 1, 0, 0);
    return bodies(receive(dlq, 10, 30, 0));
  }

  private String expiredHandle() {
    String q = fifo("expired", Map.of());
    send(q, "a-1");
    String old = receive(q, 1, 0, 0).get(0).receiptHandle();
    sqs.deleteMessage(r -> r.queueUrl(q).receiptHandle(old));
    return "deleted";
  }

  private String mismatch() {
    String dlq = standard("mismatch-dlq");
    fifo("mismatch", policy(dlq, 1));
    return "accepted";
  }

  private String moveTask() {
    String dlq = fifo("task-dlq", Map.of());
    String q = fifo("task", policy(dlq, 1));
    send(q, "a-1");
    receive(q, 1, 0, 0);
    receive(q, 1, 0, 0);
    sqs.startMessageMoveTask(r -> r.sourceArn(arn(dlq)).destinationArn(arn(q)));
    return bodies(receive(q, 1, 30, 1));
  }

  private String duplicates() {
    String q = fifo("duplicates", Map.of());
    send(q, "a-1", "a-1", "a-2");
    return bodies(receive(q, 10, 30, 0));
  }

  private String batch() {
    String q = standard("batch");
    List<SendMessageBatchRequestEntry> entries =
        List.of("1", "2", "3").stream()
            .map(id -> SendMessageBatchRequestEntry.builder().id(id).messageBody(id).build())
            .toList();
    sqs.sendMessageBatch(r -> r.queueUrl(q).entries(entries));
    // A standard queue promises no order, and ElasticMQ keeps none within a millisecond.
    return text(receive(q, 10, 30, 0).stream().map(Message::body).sorted().toList());
  }

  private String delay() {
    String q = standard("delay");
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("x").delaySeconds(1));
    return bodies(receive(q, 1, 30, 0)) + bodies(receive(q, 1, 30, 3));
  }

  private String digests() {
    String q = standard("digests");
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "n", MessageAttributeValue.builder().dataType("Number").stringValue("1").build(),
            "s", MessageAttributeValue.builder().dataType("String").stringValue("ä").build());
    var sent = sqs.sendMessage(r -> r.queueUrl(q).messageBody("é").messageAttributes(attributes));
    return sent.md5OfMessageBody() + " " + sent.md5OfMessageAttributes();
  }

  private String numbers() {
    String q = standard("numbers");
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("x").delaySeconds(60));
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("y"));
    sqs.sendMessage(r -> r.queueUrl(q).messageBody("z"));
    receive(q, 1, 30, 0);
    var all =
        sqs.getQueueAttributes(r -> r.queueUrl(q).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
        + all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
  }

  private String withoutGroup() {
    String q = fifo("groupless", Map.of());
    return text(sqs.sendMessage(r -> r.queueUrl(q).messageBody("x")).messageId() != null);
  }

  private String tooMany() {
    String q = standard("too-many");
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, 11)
            .mapToObj(i -> SendMessageBatchRequestEntry.builder().id("" + i).messageBody("x"))
            .map(SendMessageBatchRequestEntry.Builder::build)
            .toList();
    return text(sqs.sendMessageBatch(r -> r.queueUrl(q).entries(entries)).successful().size());
  }

  private String eleven() {
    return bodies(receive(standard("eleven"), 11, 30, 0));
  }
}
