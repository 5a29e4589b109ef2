package dev.retrylab.harness.local.sqs.queue;

/**
 * How many messages a queue holds. AWS calls these numbers approximate; here they are exact.
 *
 * @param visible not received and not delayed; one that only its group blocks counts as visible
 *     (fact vis-fifo-locked-group-still-visible-counter)
 */
public record MessageCounts(int visible, int inFlight, int delayed) {}
