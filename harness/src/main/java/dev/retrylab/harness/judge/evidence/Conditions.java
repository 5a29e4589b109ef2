package dev.retrylab.harness.judge.evidence;

import java.time.Duration;

/**
 * What a target allows for.
 *
 * @param visibilityTimeout how long a message that was not done with stays away at the most: that
 *     of the source queue, or one that the consumer sets; of an event that the consumer is invoked
 *     with, the longest wait for another attempt
 * @param shortestVisibility how long it stays away at the least
 * @param slack how much later than due a retry may come
 * @param clockSkew how far two clocks of the target may differ: an event may seem that much too
 *     early
 * @param dlqReceiveCountSettled whether a verdict may hang on the receive count seen in the
 *     dead-letter queue. False on AWS itself with FIFO queues: nobody has settled it there, so it
 *     is a finding
 * @param exactlyOnce whether the target hands out the messages of standard queues as exactly as
 *     those of FIFO queues; AWS promises "at least once" there, so what comes twice is a finding
 * @param retention of the source queue, after which a message is gone, whatever run still has it
 * @param dlqReceived whether anything receives from the dead-letter queue: its consumer, or a step
 *     of the harness. If not, what is there shows in the queue's own count only
 * @param batchingWindow how long after a receive its batch may still be gathered
 */
public record Conditions(
    Duration visibilityTimeout,
    Duration shortestVisibility,
    Duration slack,
    Duration clockSkew,
    boolean dlqReceiveCountSettled,
    boolean exactlyOnce,
    Duration retention,
    boolean dlqReceived,
    Duration batchingWindow) {}
