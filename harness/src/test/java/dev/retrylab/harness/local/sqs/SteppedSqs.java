package dev.retrylab.harness.local.sqs;

import dev.retrylab.harness.local.clock.SteppedClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.sqs.attributes.RedrivePolicy;
import dev.retrylab.harness.local.sqs.model.MessageGroupId;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An engine on a stepped clock, and short words for what the tests do with it. */
final class SteppedSqs implements AfterEachCallback {
  final SteppedClock clock = SteppedClock.atNoon();
  final SqsEngine engine = new SqsEngine(clock);

  @Override
  public void afterEach(ExtensionContext context) {
    clock.assertAtRest();
  }

  Queue standard(String name, String... attributes) {
    return engine.createQueue(new QueueName(name), map(attributes), Map.of());
  }

  /** A FIFO queue with content-based deduplication. */
  Queue fifo(String name, String... attributes) {
    Map<String, String> all = map(attributes);
    all.put("FifoQueue", "true");
    all.putIfAbsent("ContentBasedDeduplication", "true");
    return engine.createQueue(new QueueName(name + ".fifo"), all, Map.of());
  }

  /** The attribute that names a dead-letter queue, as key and value. */
  static String[] redrive(Queue target, int maxReceiveCount, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("RedrivePolicy");
    all.add(new RedrivePolicy(target.arn(), maxReceiveCount).toJson());
    return all.toArray(String[]::new);
  }

  static Map<String, String> map(String... keysAndValues) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  void pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** Sends bodies such as "g1-m2" to the groups that stand before the hyphen. */
  static void send(Queue queue, String... bodies) {
    for (String body : bodies) {
      queue.send(request(queue, body));
    }
  }

  static SendRequest request(Queue queue, String body) {
    return queue.name().isFifo()
        ? SendRequest.of(body, new MessageGroupId(body.replaceAll("-.*", "")))
        : SendRequest.of(body);
  }

  static List<ReceivedMessage> receive(Queue queue, int most) {
    return queue.receiveNow(ReceiveRequest.of(most));
  }

  static List<ReceivedMessage> receive(Queue queue, int most, Duration visibilityTimeout) {
    return queue.receiveNow(ReceiveRequest.of(most).hiding(visibilityTimeout));
  }

  static ReceivedMessage receiveOne(Queue queue) {
    return receive(queue, 1).get(0);
  }

  static List<String> bodies(List<ReceivedMessage> messages) {
    return messages.stream().map(ReceivedMessage::body).toList();
  }

  /** Waits at a queue; the list that it gives is filled when the wait is answered. */
  static List<List<ReceivedMessage>> poll(Queue queue, int seconds) {
    List<List<ReceivedMessage>> answers = new ArrayList<>();
    queue.receive(ReceiveRequest.of(10).waiting(Duration.ofSeconds(seconds)), answers::add);
    return answers;
  }

  /** Code and text of the refusal, or nothing if it was none. */
  static Optional<String> refusal(Runnable verb) {
    try {
      verb.run();
      return Optional.empty();
    } catch (AwsError e) {
      return Optional.of(e.visibleCode() + " " + e.status() + ": " + e.getMessage());
    }
  }
}
