package dev.retrylab.harness.observe;

import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Short words for log lines; times are milliseconds since {@link #START}. */
final class Lines {
  static final Instant START = Instant.parse("2026-11-21T21:24:04Z");
  static final Instant FETCHED = at(90_000);
  static final String CONSUMER_GROUP = "/aws/lambda/consumer";
  static final String DLQ_GROUP = "/aws/lambda/dlq-consumer";

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Lines() {}

  static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  static LogLine consumer(long millis, String message) {
    String id = "line-" + NEXT.incrementAndGet();
    return line(FunctionRole.CONSUMER, CONSUMER_GROUP, id, millis, 0, message);
  }

  static LogLine dlqConsumer(long millis, String message) {
    String id = "line-" + NEXT.incrementAndGet();
    return line(FunctionRole.DLQ_CONSUMER, DLQ_GROUP, id, millis, 0, message);
  }

  /** A line that took so long to become readable. */
  static LogLine late(String id, long millis, long lagMillis) {
    return line(FunctionRole.CONSUMER, CONSUMER_GROUP, id, millis, lagMillis, "text of " + id);
  }

  static LogLine line(
      FunctionRole function, String group, String id, long millis, long lagMillis, String message) {
    return new LogLine(
        function, group, "stream", id, at(millis), at(millis + lagMillis), FETCHED, message);
  }

  /** The event that CloudWatch Logs answers for a line. */
  static FilteredLogEvent event(LogLine line) {
    return FilteredLogEvent.builder()
        .logStreamName(line.logStream())
        .eventId(line.eventId())
        .timestamp(line.timestamp().toEpochMilli())
        .ingestionTime(line.ingestionTime().toEpochMilli())
        .message(line.message())
        .build();
  }
}
