package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.http.AwsError;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.model.ReceivedMessage;
import dev.retrylab.harness.local.sqs.queue.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Invokes the function with a batch and acts on the result: what the function is done with is
 * deleted; the rest is left alone, and comes back when its visibility timeout ends. Nothing is
 * retried here: a mapping invokes synchronously, so asynchronous retry attempts never apply.
 */
final class BatchProcessor {
  private static final Logger LOG = Logger.getLogger(BatchProcessor.class.getName());

  /** The wait before a throttled invocation is tried again; each further one is twice as long. */
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  private final Queue queue;
  private final Invoker function;
  private final boolean reportBatchItemFailures;
  private final EngineClock clock;

  BatchProcessor(
      Queue queue, Invoker function, boolean reportBatchItemFailures, EngineClock clock) {
    this.queue = queue;
    this.function = function;
    this.reportBatchItemFailures = reportBatchItemFailures;
    this.clock = clock;
  }

  /**
   * Processes a batch. While the function is throttled, the invocation is tried again until the
   * visibility timeout of the batch is over; then the batch is left to come back, without a run
   * (services-sqs-errorhandling). That timeout is the queue's: a mapping's receive sets none.
   *
   * @param then runs once, with the clock held, when the batch is done with, however that came
   *     about
   */
  void process(Batch batch, Runnable then) {
    Instant hiddenUntil = batch.firstReceived().plus(queue.attributes().visibilityTimeout());
    invoke(batch, hiddenUntil, FIRST_BACK_OFF, then);
  }

  private void invoke(Batch batch, Instant hiddenUntil, Duration backOff, Runnable then) {
    clock.during(
        "Processing a batch of " + queue.name(),
        () -> function.invoke(batch.event()),
        (result, failure) -> {
          boolean again = false;
          try {
            again = triesAgain(batch, result, failure, hiddenUntil, backOff, then);
          } finally {
            if (!again) {
              then.run();
            }
          }
        });
  }

  /**
   * Acts on the result. Gives whether the batch is not done with: the invocation is tried again, or
   * the batch left to come back, and what follows waits for that.
   */
  private boolean triesAgain(
      Batch batch,
      InvocationResult result,
      Throwable failure,
      Instant hiddenUntil,
      Duration backOff,
      Runnable then) {
    if (failure != null) {
      clock.failures().report("Invoking the function of " + queue.name(), failure);
      return false;
    }
    if (result instanceof Throttled) {
      putOff(batch, hiddenUntil, backOff, then);
      return true;
    }
    deleteSuccessful(batch.messages(), result);
    return false;
  }

  private void putOff(Batch batch, Instant hiddenUntil, Duration backOff, Runnable then) {
    Instant next = clock.instant().plus(backOff);
    if (next.isBefore(hiddenUntil)) {
      Duration doubled = backOff.multipliedBy(2);
      Duration longer = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
      clock.at(next, () -> invoke(batch, hiddenUntil, longer, then));
    } else {
      clock.at(hiddenUntil, then);
    }
  }

  private void deleteSuccessful(List<ReceivedMessage> batch, InvocationResult result) {
    Optional<Set<String>> back = returned(batch, result);
    if (back.isPresent()) {
      batch.stream()
          .filter(message -> !back.get().contains(message.messageId().toString()))
          .forEach(this::delete);
    }
  }

  /**
   * Each message has its own outcome: one whose receipt handle has expired in a FIFO queue is not
   * deleted and comes back (vis-delete-after-expiry-fifo-fails), and those behind it are deleted.
   */
  private void delete(ReceivedMessage message) {
    try {
      queue.delete(message.receiptHandle());
    } catch (AwsError refused) {
      LOG.log(Level.FINE, refused, () -> "SQS did not delete " + message.messageId());
    } catch (Throwable failure) {
      clock.failures().report("Deleting from " + queue.name(), failure);
    }
  }

  /** The ids of what goes back to the queue; empty for the whole batch. */
  private Optional<Set<String>> returned(List<ReceivedMessage> batch, InvocationResult result) {
    if (!result.succeeded()) {
      return Optional.empty(); // pbr-lambda-error-all-fail: also with batch item failures
    }
    if (!reportBatchItemFailures) {
      return Optional.of(Set.of());
    }
    Set<String> ids =
        batch.stream()
            .map(message -> message.messageId().toString())
            .collect(Collectors.toUnmodifiableSet());
    return BatchItemFailures.read(result.payload(), ids);
  }
}
