package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.lambda.InvocationResult;
import dev.retrylab.harness.local.lambda.Invoker;
import dev.retrylab.harness.local.sqs.Queue;
import dev.retrylab.harness.local.sqs.ReceivedMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Hands a batch to the function and settles it by the result: what the function is done with is
 * deleted; the rest is left alone, and comes back when its visibility timeout ends. Nothing is
 * retried here: a mapping invokes synchronously, so asynchronous retry attempts never apply.
 */
final class BatchProcessor {
  private final Queue queue;
  private final Invoker function;
  private final boolean reportBatchItemFailures;

  BatchProcessor(Queue queue, Invoker function, boolean reportBatchItemFailures) {
    this.queue = queue;
    this.function = function;
    this.reportBatchItemFailures = reportBatchItemFailures;
  }

  /** Completes when the batch is settled. */
  CompletableFuture<Void> process(List<ReceivedMessage> batch) {
    return function
        .invoke(SqsEventJson.write(batch, queue.arn().toString()))
        .thenAccept(result -> settle(batch, result));
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
