package dev.retrylab.cdk;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The event source mapping of the source queue.
 *
 * @param batchSize 1 to 10; to 10,000 on a standard queue with a window (fact
 *     batch-over-10-needs-window)
 * @param batchingWindow 0 s to 300 s; a FIFO queue allows none
 * @param reportBatchItemFailures whether the function may report single messages as failed
 * @param maximumConcurrency how many batches are under way at most, 2 to 1000; empty for no limit
 * @param enabled whether it polls; if not, nothing but the harness receives from the source queue
 * @param dlqEnabled the same for the mapping of the dead-letter queue
 */
record MappingSettings(
    int batchSize,
    Duration batchingWindow,
    boolean reportBatchItemFailures,
    OptionalInt maximumConcurrency,
    boolean enabled,
    boolean dlqEnabled) {}
