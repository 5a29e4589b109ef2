package dev.retrylab.harness.local.logs;

import java.time.Instant;

/**
 * One event of a log group.
 *
 * @param eventId unique in the engine; ids rise in the order of appending
 * @param timestamp when the event was appended, to the millisecond, as CloudWatch Logs keeps it
 */
public record LogEvent(String eventId, String logStream, Instant timestamp, String message) {}
