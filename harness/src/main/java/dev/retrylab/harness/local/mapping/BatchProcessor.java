package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.clock.EngineClock;
import dev.retrylab.harness.local.clock.EngineClock.Hold;
import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.InvocationResult.Throttled;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Hands a batch to the function and settles it by the result: what the function is done with is
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
   * Completes when the batch is settled. While the function is throttled, the invocation is tried
   * again until the visibility timeout of the batch is over; then the batch is left to come back,
   * without a run (services-sqs-errorhandling).
   *
   * @param received when the first message of the batch was received
   */
  CompletableFuture<Void> process(List<ReceivedMessage> batch, Instant received) {
    CompletableFuture<Void> settled = new CompletableFuture<>();
    Instant hiddenUntil = received.plus(queue.attributes().visibilityTimeout());
    invoke(batch, hiddenUntil, FIRST_BACK_OFF, settled);
    return settled;
  }

  private void invoke(
      List<ReceivedMessage> batch,
      Instant hiddenUntil,
      Duration backOff,
      CompletableFuture<Void> settled) {
    Hold inFlight = clock.hold();
    CompletableFuture<?> unused =
        function
            .invoke(SqsEventJson.write(batch, queue.arn().toString()))
            .thenAccept(result -> ended(batch, result, hiddenUntil, backOff, settled))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.log(Level.SEVERE, "A batch could not be processed", failure);
                    settled.complete(null);
                  }
                  inFlight.close();
                });
  }

  private void ended(
      List<ReceivedMessage> batch,
      InvocationResult result,
      Instant hiddenUntil,
      Duration backOff,
      CompletableFuture<Void> settled) {
    if (!(result instanceof Throttled)) {
      settle(batch, result);
      settled.complete(null);
      return;
    }
    Instant next = clock.instant().plus(backOff);
    if (next.isBefore(hiddenUntil)) {
      Duration doubled = backOff.multipliedBy(2);
      Duration longer = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
      clock.at(next, () -> invoke(batch, hiddenUntil, longer, settled));
    } else {
      clock.at(hiddenUntil, () -> settled.complete(null));
    }
  }

  private void settle(List<ReceivedMessage> batch, InvocationResult result) {
    returned(batch, result)
        .ifPresent(
            back ->
                batch.stream()
                    .filter(message -> !back.contains(message.messageId().toString()))
                    .forEach(message -> queue.delete(message.receiptHandle())));
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
