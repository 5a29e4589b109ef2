package dev.retrylab.harness.timeline;

import java.time.Instant;

/**
 * By how many messages two queues hold more than before the run, by their own counts: visible, in
 * flight and delayed ones together. On AWS the counts are approximate, and come to rest within a
 * minute after the last change.
 *
 * @param at when they were read, on the clock of the run
 */
public record QueueCounts(Instant at, long inSource, long inDlq) {}
