package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The consumer of the source queue. It parses the body of each record: for {@code user_id} 1 it
 * throws an exception, catches it itself and sends the body to the dead-letter queue; for 2 it
 * throws; for any other it succeeds. A body may name another behaviour ({@link Behaviours}).
 *
 * <p>It journals every record of the batch as received before it handles the first one, and the
 * outcome of each. The first failure fails the invocation; with batch item failures it is reported
 * instead, and {@link PartialBatch} says what becomes of the records behind it.
 *
 * <p>SnapStart: the constructor keeps nothing that a restore makes stale or that two restored
 * copies would share. It opens no connection, reads no credentials and draws no random number.
 */
public final class ConsumerHandler implements RequestHandler<SQSEvent, Object> {
  private final ExecutionEnvironment environment;
  private final ConsumerSettings settings;
  private final Behaviours others;

  /** Made when the first record needs it: most need none, and it is half of a cold start. */
  private Optional<SqsClient> sqs = Optional.empty();

  /**
   * Called by Lambda, at init.
   *
   * @throws IllegalStateException naming the environment variable that is missing or wrong
   */
  public ConsumerHandler() {
    this(new ExecutionEnvironment.Lambda());
  }

  /** The same consumer in another environment, such as that of a test. */
  public ConsumerHandler(ExecutionEnvironment environment) {
    this.environment = environment;
    settings = ConsumerSettings.from(environment.variables());
    others =
        new Behaviours(environment, settings, new Visibility(this::sqs, settings.sourceQueueUrl()));
  }

  /**
   * Handles one batch.
   *
   * @return an {@link SQSBatchResponse} with the records that failed or were left out; {@link
   *     MalformedResponse} makes others, where a message asks for one
   * @throws RuntimeException or Error, that of the first failed record, if batch item failures are
   *     off
   */
  @Override
  public Object handleRequest(SQSEvent event, Context context) {
    Journal journal = new Journal("consumer", context);
    List<ReceivedMessage> batch = ReceivedMessage.batchOf(event);
    journal.received(batch);
    List<ReceivedMessage> failed = new ArrayList<>();
    for (Queue<ReceivedMessage> rest = new ArrayDeque<>(batch); !rest.isEmpty(); ) {
      ReceivedMessage message = rest.remove();
      if (settings.partialBatch().leavesOut(message, failed)) {
        journal.outcome(message, Outcome.unprocessed());
        failed.add(message);
        continue;
      }
      try {
        journal.outcome(message, handle(message, context));
      } catch (MalformedResponse.Requested requested) {
        journal.outcome(message, Outcome.malformedResponse(requested));
        journal.unprocessed(rest);
        return requested.response();
      } catch (RuntimeException | Error failure) {
        journal.outcome(message, Outcome.failed(failure));
        if (!settings.reportBatchItemFailures()) {
          journal.unprocessed(rest);
          throw failure;
        }
        failed.add(message);
      }
    }
    return failed.isEmpty() && batch.stream().anyMatch(Behaviours::asksForEmptyObject)
        ? MalformedResponse.EMPTY_OBJECT
        : response(failed);
  }

  private Outcome handle(ReceivedMessage message, Context context) {
    environment.sleep(message.body().duration());
    return switch (message.behaviour()) {
      case "forward" -> { // user_id 1
        try {
          throw message.failure("is for the dead-letter queue");
        } catch (IllegalStateException caught) {
          yield Outcome.forwarded(caught, sendToDeadLetterQueue(message));
        }
      }
      case "throw" -> throw message.failure("always fails"); // user_id 2
      case "succeed" -> Outcome.succeeded(); // any other user_id
      default -> others.handle(message, context);
    };
  }

  /**
   * Sends the body. In a FIFO queue it keeps its message group; one that has none (of a standard
   * queue, or made by hand) becomes a group of its own, as any message id is a valid group id. The
   * deduplication id is random, so that each failed attempt leaves its own copy: SQS would discard
   * a second one with the same id within five minutes (fact dedup-swallow).
   */
  private String sendToDeadLetterQueue(ReceivedMessage message) {
    SendMessageRequest.Builder request =
        SendMessageRequest.builder()
            .queueUrl(settings.deadLetterQueueUrl())
            .messageBody(message.bodyText());
    if (settings.deadLetterQueueUrl().endsWith(".fifo")) {
      request
          .messageGroupId(message.group().orElse(message.messageId()))
          .messageDeduplicationId(UUID.randomUUID().toString());
    }
    try {
      return sqs().sendMessage(request.build()).messageId();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "could not send %s to the dead-letter queue: %s"
              .formatted(message.label(), e.getMessage()),
          e);
    }
  }

  private SqsClient sqs() {
    if (sqs.isEmpty()) {
      sqs = Optional.of(environment.sqs());
    }
    return sqs.get();
  }

  private static SQSBatchResponse response(List<ReceivedMessage> failed) {
    return new SQSBatchResponse(
        failed.stream().map(message -> new BatchItemFailure(message.messageId())).toList());
  }
}
