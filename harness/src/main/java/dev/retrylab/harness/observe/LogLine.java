package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Duration;
import java.time.Instant;

/**
 * A raw log event, as it was fetched.
 *
 * @param eventId unique in CloudWatch Logs: two events with the same id are one
 * @param timestamp when it happened, to the millisecond
 * @param ingestionTime when CloudWatch Logs took it in
 * @param fetchedAt when this harness first saw it
 */
public record LogLine(
    FunctionRole function,
    String logGroup,
    String logStream,
    String eventId,
    Instant timestamp,
    Instant ingestionTime,
    Instant fetchedAt,
    String message) {

  /** How long the event took from happening to being readable; never negative. */
  public Duration lag() {
    Duration lag = Duration.between(timestamp, ingestionTime);
    return lag.isNegative() ? Duration.ZERO : lag;
  }
}
