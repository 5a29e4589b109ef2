package dev.retrylab.harness.local.sqs;

import static dev.retrylab.harness.local.sqs.SteppedSqs.bodies;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.receiveOne;
import static dev.retrylab.harness.local.sqs.SteppedSqs.redrive;
import static dev.retrylab.harness.local.sqs.SteppedSqs.refusal;
import static dev.retrylab.harness.local.sqs.SteppedSqs.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.sqs.model.MessageId;
import dev.retrylab.harness.local.sqs.model.QueueArn;
import dev.retrylab.harness.local.sqs.model.QueueName;
import dev.retrylab.harness.local.sqs.model.ReceiveRequest;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.movetask.MoveTaskHandle;
import dev.retrylab.harness.local.sqs.movetask.MoveTaskReport;
import dev.retrylab.harness.local.sqs.movetask.MoveTaskStatus;
import dev.retrylab.harness.local.sqs.movetask.MoveTasks;
import dev.retrylab.harness.local.sqs.queue.Queue;
import dev.retrylab.harness.local.sqs.wire.SqsService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Message move tasks, as recorded on AWS")
class MoveTaskFactsTest {
  @RegisterExtension final SteppedSqs sqs = new SteppedSqs();
  private final MoveTasks tasks = sqs.engine.moveTasks();
  private Queue dlq;
  private Queue source;
  private Queue other;

  @BeforeEach
  void queues() {
    dlq = sqs.standard("dlq");
    source = sqs.standard("q", redrive(dlq, 1, "VisibilityTimeout", "0"));
    other = sqs.standard("other");
  }

  private void deadLetter(int messages) {
    for (int i = 1; i <= messages; i++) {
      send(source, "m" + i);
    }
    receive(source, 10);
    receive(source, 10);
    assertThat(dlq.counts().visible()).isEqualTo(messages);
  }

  private String start(Optional<Queue> destination, Optional<Integer> rate) {
    return tasks.start(dlq.arn(), destination.map(Queue::arn), rate);
  }

  private MoveTaskReport newest() {
    return tasks.list(dlq.arn(), 1).get(0);
  }

  @Test
  @DisplayName("a receiver that a move task serves is answered outside of the tasks' lock")
  void answersOutsideOfLocks() {
    deadLetter(1);
    List<Boolean> locked = new ArrayList<>();
    other.receive(
        ReceiveRequest.of(1).waiting(Duration.ofSeconds(20)),
        messages -> locked.add(Thread.holdsLock(tasks)));
    start(Optional.of(other), Optional.empty());
    sqs.pass(1);
    // One whose wait is over when a task begins is answered by the count of what there is to move.
    dlq.receive(
        ReceiveRequest.of(1).waiting(Duration.ofSeconds(20)),
        messages -> locked.add(Thread.holdsLock(tasks)));
    send(dlq, "sent there");
    start(Optional.of(other), Optional.empty());
    assertThat(locked).containsExactly(false, false);
  }

  @Test
  @DisplayName("move-basic: a task moves all messages to the queue it is given")
  void basic() {
    deadLetter(2);
    start(Optional.of(other), Optional.empty());
    sqs.pass(1);
    assertThat(newest())
        .isEqualTo(
            new MoveTaskReport(
                Optional.empty(),
                MoveTaskStatus.COMPLETED,
                dlq.arn(),
                Optional.of(other.arn()),
                Optional.empty(),
                2,
                2,
                Optional.empty(),
                sqs.clock.instant().minusSeconds(1)));
    assertThat(bodies(receive(other, 10))).containsExactly("m1", "m2");
    assertThat(dlq.counts().visible()).isZero();
  }

  @Test
  @DisplayName("move-default-destination: without a destination messages go back to their source")
  void back() {
    deadLetter(2);
    start(Optional.empty(), Optional.empty());
    sqs.pass(1);
    assertThat(newest().moved()).isEqualTo(2);
    assertThat(newest().destination()).isEmpty();
    assertThat(bodies(receive(source, 10))).containsExactly("m1", "m2");
  }

  @Test
  @DisplayName("move-resets-redrive-count: back in the source a message has all its receives again")
  void resets() {
    deadLetter(2);
    start(Optional.empty(), Optional.empty());
    sqs.pass(1);
    assertThat(receive(source, 10))
        .hasSize(2)
        .allSatisfy(m -> assertThat(m.receiveCount()).isEqualTo(1));
    receive(source, 10);
    assertThat(dlq.counts().visible()).as("and is dead-lettered again").isEqualTo(2);
  }

  @Test
  @DisplayName("sup-move-new-id: a moved message is a new one, sent now")
  void newId() {
    MessageId old = source.send(SendRequest.of("x")).messageId();
    receiveOne(source);
    receive(source, 1);
    sqs.pass(100);
    start(Optional.empty(), Optional.empty());
    sqs.pass(1);
    ReceivedMessage moved = receiveOne(source);
    assertThat(moved.messageId()).isNotEqualTo(old);
    assertThat(moved.sentAt()).isEqualTo(sqs.clock.instant().minusSeconds(1));
    assertThat(moved.deadLetterSource()).isEmpty();
  }

  @Test
  @DisplayName("move-needs-dlq-source: the source must be a dead-letter queue")
  void needsDlq() {
    assertThat(refusal(() -> tasks.start(other.arn(), Optional.empty(), Optional.empty())))
        .contains(
            "InvalidParameterValue 400: Source queue must be configured as a Dead Letter Queue.");
  }

  @Test
  @DisplayName("move-destination-must-exist: the destination must be there")
  void destinationMustExist() {
    QueueArn nowhere = new QueueName("nowhere").arn();
    assertThat(refusal(() -> tasks.start(dlq.arn(), Optional.of(nowhere), Optional.empty())))
        .contains(
            "ResourceNotFoundException 404: The resource that you specified for the DestinationArn"
                + " parameter doesn't exist.");
  }

  @Test
  @DisplayName("move-one-active: a source has one active task at a time")
  void oneActive() {
    deadLetter(10);
    start(Optional.empty(), Optional.of(1));
    assertThat(refusal(() -> start(Optional.empty(), Optional.empty())))
        .contains(
            "InvalidParameterValue 400: There is already a task running. Only one active task is"
                + " allowed for a source queue arn at a given time.");
  }

  @Test
  @DisplayName("move-rate-limit: at 1 message a second 4 messages take 3 s")
  void rate() {
    deadLetter(4);
    start(Optional.of(other), Optional.of(1));
    sqs.pass(2);
    assertThat(newest().status()).isEqualTo(MoveTaskStatus.RUNNING);
    assertThat(newest().moved()).isEqualTo(3);
    sqs.pass(1);
    assertThat(newest().status()).isEqualTo(MoveTaskStatus.COMPLETED);
    assertThat(newest().moved()).isEqualTo(4);
  }

  @Test
  @DisplayName("move-running-listing: a running task shows its handle, which can cancel it")
  void running() {
    deadLetter(4);
    String handle = start(Optional.of(other), Optional.of(1));
    sqs.pass(1);
    assertThat(newest().handle()).contains(handle);
    assertThat(newest().toMove()).isEqualTo(4);
    assertThat(tasks.cancel(handle)).isEqualTo(2);
    sqs.pass(10);
    assertThat(newest().status()).isEqualTo(MoveTaskStatus.CANCELLED);
    assertThat(newest().handle()).isEmpty();
    assertThat(dlq.counts().visible()).isEqualTo(2);
  }

  @Test
  @DisplayName("move-destination-deleted: the task fails, and what has not moved stays")
  void destinationDeleted() {
    deadLetter(10);
    start(Optional.of(other), Optional.of(1));
    sqs.pass(2);
    sqs.engine.deleteQueue(other.name());
    sqs.pass(1);
    assertThat(newest().status()).isEqualTo(MoveTaskStatus.FAILED);
    assertThat(newest().failureReason()).contains("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(newest().moved()).isEqualTo(3);
    assertThat(dlq.counts().visible()).isEqualTo(7);
  }

  @Test
  void a_message_that_was_sent_to_the_dlq_directly_has_no_source_to_go_back_to() {
    send(dlq, "direct");
    start(Optional.empty(), Optional.empty());
    sqs.pass(1);
    assertThat(newest().failureReason()).contains("CouldNotDetermineMessageSource");
    assertThat(dlq.counts().visible()).isEqualTo(1);
  }

  @Test
  @DisplayName("move-cancel-errors: a handle must be one, of a queue and a task that are there")
  void cancelErrors() {
    assertThat(refusal(() -> tasks.cancel("x")))
        .contains("InvalidParameterValue 400: Value for parameter TaskHandle is invalid.");
    assertThat(refusal(() -> tasks.cancel(new MoveTaskHandle("1", arn("nowhere")).toString())))
        .contains(
            "ResourceNotFoundException 404: The resource that you specified for the SourceArn"
                + " parameter doesn't exist.");
    assertThat(refusal(() -> tasks.cancel(new MoveTaskHandle("1", dlq.arn()).toString())))
        .contains("ResourceNotFoundException 404: Task does not exist.");
  }

  private static QueueArn arn(String name) {
    return new QueueName(name).arn();
  }

  @Test
  @DisplayName("move-handle-format: the handle holds a UUID and the source's ARN")
  void handleFormat() {
    String handle = start(Optional.of(other), Optional.empty());
    assertThat(
            new String(Base64.getDecoder().decode(handle), java.nio.charset.StandardCharsets.UTF_8))
        .contains(dlq.arn().value())
        .containsPattern("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
  }

  @Test
  void a_fifo_task_keeps_the_order_of_each_group() {
    Queue fifoDlq = sqs.fifo("dlq");
    Queue fifo = sqs.fifo("q", redrive(fifoDlq, 1, "VisibilityTimeout", "0"));
    send(fifo, "a-1", "b-1", "a-2");
    receive(fifo, 10);
    receive(fifo, 10);
    tasks.start(fifoDlq.arn(), Optional.empty(), Optional.empty());
    sqs.pass(1);
    assertThat(bodies(receive(fifo, 10))).isEqualTo(List.of("a-1", "a-2", "b-1"));
  }

  @Test
  @DisplayName("a rate is 1 to 500, and a list has 1 to 10 of the ten latest")
  void edges() {
    deadLetter(1);
    for (int rate : new int[] {0, 501}) {
      assertThat(refusal(() -> start(Optional.of(other), Optional.of(rate)))).isPresent();
    }
    assertThat(refusal(() -> start(Optional.of(other), Optional.of(500)))).isEmpty();
    for (int i = 0; i < 11; i++) {
      sqs.pass(60);
      start(Optional.of(other), Optional.of(1));
    }
    sqs.pass(60);
    assertThat(tasks.list(dlq.arn(), 10)).hasSize(10);
    assertThat(tasks.list(dlq.arn(), 1)).hasSize(1);
    assertThat(refusal(() -> tasks.list(dlq.arn(), 11))).isPresent();
    assertThat(refusal(() -> tasks.list(dlq.arn(), 0))).isPresent();
  }

  @Test
  @DisplayName("a task without messages completes with none moved")
  void nothingToMove() {
    start(Optional.of(other), Optional.empty());
    sqs.pass(1);
    assertThat(newest().status()).isEqualTo(MoveTaskStatus.COMPLETED);
    assertThat(newest().moved()).isZero();
  }

  @Test
  @DisplayName("an answer tells of a running task its handle, and of a failed one why it failed")
  void answers() {
    SqsService service = new SqsService(sqs.engine, URI.create("http://127.0.0.1:9324"));
    deadLetter(2);
    start(Optional.of(other), Optional.of(1));
    assertThat(members(service))
        .containsExactlyInAnyOrder(
            "TaskHandle",
            "Status",
            "SourceArn",
            "DestinationArn",
            "MaxNumberOfMessagesPerSecond",
            "ApproximateNumberOfMessagesMoved",
            "ApproximateNumberOfMessagesToMove",
            "StartedTimestamp");
    sqs.pass(60);
    send(dlq, "sent to the dead-letter queue itself");
    start(Optional.empty(), Optional.empty());
    sqs.pass(1);
    assertThat(members(service))
        .containsExactlyInAnyOrder(
            "Status",
            "SourceArn",
            "ApproximateNumberOfMessagesMoved",
            "ApproximateNumberOfMessagesToMove",
            "FailureReason",
            "StartedTimestamp");
  }

  private List<String> members(SqsService service) {
    ObjectNode input = new ObjectMapper().createObjectNode();
    input.put("SourceArn", dlq.arn().value());
    List<String> members = new ArrayList<>();
    service
        .call("ListMessageMoveTasks", input)
        .toCompletableFuture()
        .join()
        .at("/Results/0")
        .fieldNames()
        .forEachRemaining(members::add);
    return members;
  }
}
