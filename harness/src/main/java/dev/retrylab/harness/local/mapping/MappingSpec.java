package dev.retrylab.harness.local.mapping;

import dev.retrylab.harness.local.lambda.ProvisionedPollers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of an event source mapping.
 *
 * @param batchSize 1 to 10 on a FIFO queue, 1 to 10,000 on a standard queue
 * @param batchingWindow how long to gather a batch, 0 s to 300 s; 0 s on a FIFO queue
 * @param reportBatchItemFailures whether the function's answer names the records that failed
 * @param maximumConcurrency how many batches are under way at most, 2 to 1000; empty for no limit
 * @param provisionedPollers empty for the default mode
 */
public record MappingSpec(
    int batchSize,
    Duration batchingWindow,
    boolean reportBatchItemFailures,
    OptionalInt maximumConcurrency,
    Optional<ProvisionedPollers> provisionedPollers) {

  /** In the default mode. */
  public MappingSpec(
      int batchSize,
      Duration batchingWindow,
      boolean reportBatchItemFailures,
      OptionalInt maximumConcurrency) {
    this(batchSize, batchingWindow, reportBatchItemFailures, maximumConcurrency, Optional.empty());
  }

  /** In the default mode, and without a limit of concurrency. */
  public MappingSpec(int batchSize, Duration batchingWindow, boolean reportBatchItemFailures) {
    this(batchSize, batchingWindow, reportBatchItemFailures, OptionalInt.empty());
  }
}
