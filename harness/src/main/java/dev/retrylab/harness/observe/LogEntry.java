package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Duration;
import java.time.Instant;

/**
 * What a log event says: a {@link LogLine} without its group and when it was fetched, on which no
 * evidence rests.
 *
 * @param logStream that of one execution environment, which runs one invocation after the other
 * @param eventId unique in CloudWatch Logs: two events with the same id are one
 * @param timestamp when it happened, to the millisecond
 * @param ingestionTime when CloudWatch Logs took it in
 */
public record LogEntry(
    FunctionRole function,
    String logStream,
    String eventId,
    Instant timestamp,
    Instant ingestionTime,
    String message) {

  /** How long the event took from happening to being readable; never negative. */
  public Duration lag() {
    Duration lag = Duration.between(timestamp, ingestionTime);
    return lag.isNegative() ? Duration.ZERO : lag;
  }
}
