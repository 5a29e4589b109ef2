package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The consumer of the source queue. It journals every record of the batch as received, then works
 * through them in order, as each body asks. The first failure fails the invocation; with batch item
 * failures it is reported instead, and {@link PartialBatch} says what becomes of the records behind
 * it.
 *
 * <p>Environment: {@code DLQ_URL} (required), {@code REPORT_BATCH_ITEM_FAILURES} ({@code true} or
 * {@code false}, default false) and {@code PARTIAL_BATCH} (default stop-at-first).
 *
 * <p>SnapStart: init keeps nothing that a restore would make stale or two restored copies would
 * share. It opens no connection, reads no credentials and draws no random number; the deduplication
 * id of a forwarded message is drawn when it is sent. Nothing is primed: a first invocation loads
 * the classes it needs. Whoever wants these in the snapshot too handles an event of one record with
 * {@code user_id} 3 in a {@code beforeCheckpoint} hook. To forward there would be wrong: it would
 * put a real message into the queue, and a connection into the snapshot that is dead when restored.
 */
public final class ConsumerHandler implements RequestStreamHandler {
  private final ConsumerSettings settings;
  private final DeadLetterQueue deadLetterQueue;
  private final FunctionProcess process;

  /**
   * Made by Lambda, at init.
   *
   * @throws IllegalStateException if the environment is not as it must be
   */
  public ConsumerHandler() {
    this.settings = ConsumerSettings.from(System.getenv());
    this.deadLetterQueue =
        SqsDeadLetterQueue.connect(System.getenv(), settings.deadLetterQueueUrl());
    this.process = new FunctionProcess.Own();
  }

  ConsumerHandler(
      ConsumerSettings settings, DeadLetterQueue deadLetterQueue, FunctionProcess process) {
    this.settings = settings;
    this.deadLetterQueue = deadLetterQueue;
    this.process = process;
  }

  /**
   * Handles one batch.
   *
   * @param event of an SQS mapping
   * @param answer gets a batch response: with batch item failures, the records that failed or were
   *     left out; otherwise no failures at all. Where a message asks for it, something else
   * @throws RuntimeException or Error, that of the first failed record, if batch item failures are
   *     off
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    handle(Batch.receipts(EventText.read(event), context), context).writeTo(answer);
  }

  private Answer handle(List<Receipt> batch, Context context) {
    Journal journal = new Journal("consumer", context.getLogger());
    journal.received(batch);
    List<Receipt> unsuccessful = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Receipt receipt = batch.get(i);
      if (settings.partialBatch().leavesOut(receipt, unsuccessful)) {
        journal.outcome(receipt, Outcome.unprocessed());
        unsuccessful.add(receipt);
        continue;
      }
      Optional<Throwable> failure = handle(receipt, context, journal);
      if (failure.isPresent() && endsBatch(failure.get())) {
        batch
            .subList(i + 1, batch.size())
            .forEach(behind -> journal.outcome(behind, Outcome.unprocessed()));
        return answerOf(failure.get());
      }
      failure.ifPresent(any -> unsuccessful.add(receipt));
    }
    // Only a batch without failures has bodies that all say what they ask for.
    return unsuccessful.isEmpty() && batch.stream().anyMatch(ConsumerHandler::asksForEmptyObject)
        ? Answer.emptyObject()
        : reporting(unsuccessful);
  }

  /** Without batch item failures, all that a function can say is that the whole batch failed. */
  private boolean endsBatch(Throwable failure) {
    return !settings.reportBatchItemFailures() || failure instanceof BadAnswer.Given;
  }

  private static Answer answerOf(Throwable failure) {
    if (failure instanceof BadAnswer.Given given) {
      return given.answer().toBatch();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static Answer reporting(List<Receipt> unsuccessful) {
    return Answer.of(
        new SQSBatchResponse(
            unsuccessful.stream()
                .map(receipt -> new BatchItemFailure(receipt.messageId()))
                .toList()));
  }

  private static boolean asksForEmptyObject(Receipt receipt) {
    return Behaviour.of(receipt.body()) instanceof Behaviour.AnswerEmptyObject;
  }

  /**
   * The outcome line is written before anything can leave the handler, Errors included: of a run
   * without one, nobody knows how it ended.
   */
  private Optional<Throwable> handle(Receipt receipt, Context context, Journal journal) {
    try {
      journal.outcome(receipt, work(receipt, context));
      return Optional.empty();
    } catch (BadAnswer.Given given) {
      journal.outcome(receipt, Outcome.badAnswer(given));
      return Optional.of(given);
    } catch (RuntimeException | Error failure) {
      journal.outcome(receipt, Outcome.failed(failure));
      return Optional.of(failure);
    }
  }

  private Outcome work(Receipt receipt, Context context) {
    receipt
        .body()
        .problem()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "the body of message " + receipt.messageId() + " " + problem);
            });
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis());
    return Behaviour.of(receipt.body())
        .act(
            new Attempt(
                receipt, remaining, settings.reportBatchItemFailures(), deadLetterQueue, process));
  }
}
