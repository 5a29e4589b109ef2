package dev.retrylab.harness.store;

import java.time.Instant;

/**
 * A line of queue-counts.ndjson: how many messages are in the queues, whatever run they are of, by
 * the queues' own counts of visible, in-flight and delayed messages together.
 *
 * @param at when they were read, on the clock of the run
 * @param source in the source queue
 * @param dlq in the dead-letter queue
 */
public record QueueCountsLine(Instant at, long source, long dlq) {}
