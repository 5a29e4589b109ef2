package dev.retrylab.cdk;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The consumer function.
 *
 * @param timeout 1 s to 15 min
 * @param retryAttempts after the first, for asynchronous invocations only: 0 to 2
 * @param maximumEventAge for asynchronous invocations only: 60 s to 6 h (fact async-age-limits)
 * @param reservedConcurrency how many runs there are at a time at most, 0 to 1000; empty for none
 *     reserved
 * @param onFailure what becomes of an asynchronous invocation that has failed for good
 * @param partialBatch what the function does with the rest of a batch once a record has failed:
 *     failed-only, stop-at-first or skip-group; means nothing without batch item failures
 * @param memoryMegabytes 128 to 10240
 */
record FunctionSettings(
    Duration timeout,
    int retryAttempts,
    Duration maximumEventAge,
    OptionalInt reservedConcurrency,
    OnFailure onFailure,
    String partialBatch,
    int memoryMegabytes) {}
