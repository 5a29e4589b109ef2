package dev.retrylab.harness.experiment;

import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the functions log in a run of the article's experiment, as recorded on AWS. */
final class ArticleLogs {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String RUN = "20260101T000000Z-0001";
  static final String CONSUMER = "/aws/lambda/consumer";
  static final String DLQ_CONSUMER = "/aws/lambda/dlq-consumer";

  /** A line, before it is in any log. */
  record Line(String group, Instant at, String message) {}

  private final List<Line> lines = new ArrayList<>();

  private ArticleLogs() {}

  /** Puts on record that both messages were sent. */
  static SentLog sent(RunDirectory directory) {
    SentLog sent = SentLog.of(directory);
    sent.sending(List.of("m1"), START);
    sent.sending(List.of("m2"), START);
    sent.sent(List.of(new Sent("m1", "1", "id-1", Optional.of("1"), START)));
    sent.sent(List.of(new Sent("m2", "2", "id-2", Optional.of("2"), START)));
    return sent;
  }

  static List<Line> lines() {
    ArticleLogs logs = new ArticleLogs();
    logs.run(CONSUMER, "r1", 200, record("consumer", "m1", "id-1", 1, "r1", false), "forwarded");
    logs.run(CONSUMER, "r2", 300, record("consumer", "m2", "id-2", 1, "r2", false), "failed");
    logs.run(
        DLQ_CONSUMER,
        "r3",
        1_200,
        record("dlq-consumer", "m1", "id-9", 1, "r3", false),
        "succeeded");
    logs.run(CONSUMER, "r4", 30_100, record("consumer", "m2", "id-2", 2, "r4", false), "failed");
    logs.run(
        DLQ_CONSUMER,
        "r5",
        60_400,
        record("dlq-consumer", "m2", "id-2", 3, "r5", true),
        "succeeded");
    return logs.lines;
  }

  private void run(String group, String request, long millis, String record, String outcome) {
    Instant at = START.plusMillis(millis);
    String more =
        switch (outcome) {
          case "failed" -> ",\"outcome\":\"failed\",\"error\":\"java.lang.IllegalStateException\"";
          case "forwarded" -> ",\"outcome\":\"forwarded\",\"forwardedMessageId\":\"id-9\"";
          default -> ",\"outcome\":\"succeeded\"";
        };
    add(group, at, "START RequestId: " + request + " Version: $LATEST");
    add(group, at.plusMillis(1), record.replace("EVENT", "received").replace("MORE", ""));
    add(group, at.plusMillis(2), record.replace("EVENT", "outcome").replace("MORE", more));
    add(group, at.plusMillis(3), "END RequestId: " + request);
    add(group, at.plusMillis(3), "REPORT RequestId: " + request + "\tDuration: 3.00 ms");
  }

  private void add(String group, Instant at, String message) {
    lines.add(new Line(group, at, message));
  }

  private static String record(
      String function, String key, String messageId, int count, String request, boolean redriven) {
    return ("{\"retryLab\":1,\"event\":\"EVENT\",\"function\":\"%s\",\"runId\":\"%s\",\"key\":\"%s\",\"userId\":\"%s\","
            + "\"messageId\":\"%s\",\"group\":\"%s\",\"receiveCount\":%d,\"requestId\":\"%s\",\"sentTimestamp\":%d,"
            + "\"firstReceiveTimestamp\":%d,\"redriven\":%s MORE}")
        .formatted(
            function,
            RUN,
            key,
            key.substring(1),
            messageId,
            key.substring(1),
            count,
            request,
            START.toEpochMilli(),
            START.plus(Duration.ofMillis(200)).toEpochMilli(),
            redriven);
  }
}
