package dev.retrylab.harness.local.sqs.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.sqs.model.MessageAttribute;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.PendingReceive;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/**
 * Receives, waiting if asked to. ReceiveRequestAttemptId is accepted and has no effect: a retry
 * after a lost answer is a receive of its own. Time passes while one waits, even if the client is a
 * function that holds the clock.
 */
record ReceiveMessageAction(QueueUrls queues, EngineClock clock) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The names of the attributes that a client wants to see, the system's by either of two
   * parameters (dlq-attributes-only-if-requested).
   */
  private record Wanted(Set<String> system, List<String> own) {
    static Wanted by(Input input) {
      Set<String> system = new HashSet<>(input.textList("AttributeNames"));
      system.addAll(input.textList("MessageSystemAttributeNames"));
      return new Wanted(system, input.textList("MessageAttributeNames"));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the answer itself is given back
  CompletionStage<ObjectNode> call(Input input) {
    Queue queue = queues.of(input);
    ReceiveRequest request =
        new ReceiveRequest(
            input.integer("MaxNumberOfMessages").orElse(1),
            input.seconds("WaitTimeSeconds").orElse(queue.attributes().receiveWait()),
            input.seconds("VisibilityTimeout"));
    // Read before anything is received: a refused request must not have taken a message.
    Wanted wanted = Wanted.by(input);
    CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
    PendingReceive receiving =
        queue.receive(
            request,
            messages -> {
              if (!written(messages, wanted, answer)) {
                queue.undoReceives(messages.stream().map(ReceivedMessage::receiptHandle).toList());
              }
            });
    Hold waiting = answer.isDone() ? () -> {} : clock.letTimePass();
    answer.whenComplete(
        (done, gone) -> {
          try (waiting) {
            if (answer.isCancelled()) {
              receiving.cancel();
            }
          }
        });
    return answer;
  }

  /** Gives whether the client may get them; an answer that cannot be written fails. */
  private static boolean written(
      List<ReceivedMessage> messages, Wanted wanted, CompletableFuture<ObjectNode> answer) {
    try {
      return answer.complete(write(messages, wanted));
    } catch (Throwable failure) {
      answer.completeExceptionally(failure);
      return false;
    }
  }

  /** Undoes a receive whose response was not delivered. */
  void undelivered(Input input, ObjectNode answer) {
    List<String> handles =
        StreamSupport.stream(answer.path("Messages").spliterator(), false)
            .map(message -> message.path("ReceiptHandle").asText())
            .toList();
    if (!handles.isEmpty()) {
      queues.of(input).undoReceives(handles);
    }
  }

  /** An empty answer has no member Messages at all (fact lim-empty-receive). */
  private static ObjectNode write(List<ReceivedMessage> messages, Wanted wanted) {
    ObjectNode answer = JSON.createObjectNode();
    if (!messages.isEmpty()) {
      ArrayNode list = answer.putArray("Messages");
      messages.forEach(message -> write(list.addObject(), message, wanted));
    }
    return answer;
  }

  private static void write(ObjectNode json, ReceivedMessage message, Wanted wanted) {
    json.put("MessageId", message.messageId().toString());
    json.put("ReceiptHandle", message.receiptHandle());
    json.put("MD5OfBody", message.bodyMd5());
    json.put("Body", message.body());
    Map<String, String> system = message.systemAttributes();
    if (!wanted.system().contains("All")) {
      system.keySet().retainAll(wanted.system());
    }
    if (!system.isEmpty()) {
      json.set("Attributes", JSON.valueToTree(system));
    }
    Map<String, MessageAttribute> attributes =
        MessageAttributes.chosen(message.attributes(), wanted.own());
    if (!attributes.isEmpty()) {
      json.set("MessageAttributes", MessageAttributes.write(attributes));
      json.put("MD5OfMessageAttributes", AttributesDigest.of(attributes));
    }
  }
}
