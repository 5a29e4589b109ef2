package dev.retrylab.cdk;

import java.time.Duration;
import java.util.Optional;

/**
 * The source queue and its dead-letter queue.
 *
 * @param fifo both queues are FIFO, or neither: SQS refuses a mixture (fact sup-type-mismatch-text)
 * @param visibilityTimeout 0 s to 12 h
 * @param maxReceiveCount 1 to 1000
 * @param retention of the source queue, 60 s to 14 d
 * @param dlqRetention 60 s to 14 d
 * @param delay 0 s to 15 min
 * @param redrives whether the source queue has a redrive policy; the dead-letter queue is there in
 *     any case, for the consumer to send to
 * @param spare whether a further queue, which no function consumes, is FIFO; empty for no such
 *     queue
 */
record QueueSettings(
    boolean fifo,
    Duration visibilityTimeout,
    int maxReceiveCount,
    Duration retention,
    Duration dlqRetention,
    Duration delay,
    boolean redrives,
    Optional<Boolean> spare) {}
