package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.redrive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.MessageCounts;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A receive whose response did not arrive")
class UndoneReceivesTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();

  @Test
  @DisplayName("has not happened: the message is visible, and neither it nor the queue counts it")
  void undone() {
    Queue queue = sqs.standard("q");
    send(queue, "m");
    Instant first = sqs.clock.instant();
    receive(queue, 1, Duration.ZERO);
    sqs.pass(5);
    ReceivedMessage second = receiveOne(queue);
    assertThat(queue.counters().received()).isEqualTo(2);

    queue.undoReceives(List.of(second.receiptHandle()));

    assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 0));
    assertThat(queue.counters().received()).isEqualTo(1);
    ReceivedMessage again = receiveOne(queue);
    assertThat(again.receiveCount()).isEqualTo(2);
    assertThat(again.firstReceivedAt()).isEqualTo(first);
  }

  @Test
  @DisplayName("was not the first receive: that is the next one")
  void undoneFirst() {
    Queue queue = sqs.standard("q");
    send(queue, "m");
    queue.undoReceives(List.of(receiveOne(queue).receiptHandle()));
    sqs.pass(5);
    ReceivedMessage again = receiveOne(queue);
    assertThat(again.receiveCount()).isEqualTo(1);
    assertThat(again.firstReceivedAt()).isEqualTo(sqs.clock.instant());
  }

  @Test
  @DisplayName("uses up none of the receives before the dead-letter queue")
  void notDeadLettered() {
    Queue dlq = sqs.standard("dlq");
    Queue queue = sqs.standard("q", redrive(dlq, 1));
    send(queue, "m");
    queue.undoReceives(List.of(receiveOne(queue).receiptHandle()));
    assertThat(bodies(receive(queue, 1))).containsExactly("m");
    sqs.pass(30);
    assertThat(receive(queue, 1)).isEmpty();
    assertThat(dlq.counts().visible()).isEqualTo(1);
  }

  @Test
  @DisplayName("is past where the message has been received again since")
  void receivedSince() {
    Queue queue = sqs.standard("q");
    send(queue, "m");
    ReceivedMessage old = receive(queue, 1, Duration.ZERO).get(0);
    receiveOne(queue);
    queue.undoReceives(List.of(old.receiptHandle()));
    assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 1, 0));
    assertThat(queue.counters().received()).isEqualTo(2);
  }

  @Test
  @DisplayName("is undone by the service for a client that is gone, and nothing else is")
  void clientIsGone() {
    Queue queue = sqs.standard("q");
    send(queue, "m");
    SqsService service = new SqsService(sqs.engine, URI.create("http://127.0.0.1:9324"));
    ObjectNode input = new ObjectMapper().createObjectNode();
    input.put("QueueUrl", "http://127.0.0.1:9324/000000000000/q");

    ObjectNode answer = service.call("ReceiveMessage", input).toCompletableFuture().join();
    service.undelivered("GetQueueAttributes", input, answer);
    assertThat(queue.counts()).isEqualTo(new MessageCounts(0, 1, 0));
    service.undelivered("ReceiveMessage", input, answer);
    assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 0));
    service.undelivered("ReceiveMessage", input, answer.objectNode());
    assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 0));
  }

  @Test
  @DisplayName("takes no message where the client has gone while it waited")
  void goneWhileWaiting() {
    Queue queue = sqs.standard("q");
    SqsService service = new SqsService(sqs.engine, URI.create("http://127.0.0.1:9324"));
    ObjectNode input = new ObjectMapper().createObjectNode();
    input.put("QueueUrl", "http://127.0.0.1:9324/000000000000/q");
    input.put("WaitTimeSeconds", 20);

    CompletableFuture<ObjectNode> waiting =
        service.call("ReceiveMessage", input).toCompletableFuture();
    assertThat(queue.waiting()).isEqualTo(1);
    waiting.cancel(false);
    assertThat(queue.waiting()).isZero();
    send(queue, "m");
    assertThat(queue.counts()).isEqualTo(new MessageCounts(1, 0, 0));
    assertThat(queue.counters().received()).isZero();
  }
}
