package dev.retrylab.cdk;

import java.time.Duration;

/**
 * The consumer function.
 *
 * @param timeout 1 s to 15 min
 * @param retryAttempts after the first, for asynchronous invocations only: 0 to 2
 * @param maximumEventAge for asynchronous invocations only: 60 s to 6 h (fact async-age-limits)
 */
record FunctionSettings(Duration timeout, int retryAttempts, Duration maximumEventAge) {}
