package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.deployment.TargetClock;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.observe.LogSource;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.fold.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A log that is written in advance, and a clock that goes from one of its events to the next. An
 * event is readable from its ingestion on. Times are milliseconds since the story's start.
 */
final class ScriptedRun implements LogSource, TargetClock {
  /** How many events each poll saw. */
  final List<Integer> polls = new ArrayList<>();

  private final List<LogLine> lines = new ArrayList<>();
  private Instant now = Story.START;
  private Duration lag = Duration.ZERO;

  /** From here on, events become readable so much later. */
  ScriptedRun lagging(long millis) {
    lag = Duration.ofMillis(millis);
    return this;
  }

  /** A run of the consumer, 10 ms long. */
  ScriptedRun consumer(String key, int count, long millis, String outcome) {
    String request = "r-" + key + "-" + count;
    return run(FunctionRole.CONSUMER, key, "id-" + key, count, request, millis, outcome);
  }

  /** A run of the DLQ consumer, 10 ms long. */
  ScriptedRun dlq(String key, String messageId, int count, long millis) {
    return run(
        FunctionRole.DLQ_CONSUMER, key, messageId, count, "d-" + messageId, millis, "succeeded");
  }

  private ScriptedRun run(
      FunctionRole function,
      String key,
      String messageId,
      int count,
      String request,
      long millis,
      String outcome) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("retryLab", 1)
            .put("event", "received")
            .put("function", function.word())
            .put("runId", Story.RUN_ID)
            .put("key", key)
            .put("messageId", messageId)
            .put("receiveCount", count)
            .put("requestId", request)
            .put("sentTimestamp", Story.START.toEpochMilli())
            .put("firstReceiveTimestamp", Story.START.toEpochMilli())
            .put("redriven", function == FunctionRole.DLQ_CONSUMER && count > 1);
    add(function, millis, line.toString());
    line.put("event", "outcome").put("outcome", outcome);
    if (outcome.equals("forwarded")) {
      line.put("forwardedMessageId", "copy-of-" + key);
    }
    add(function, millis + 8, line.toString());
    add(function, millis + 10, "REPORT RequestId: " + request + "\tDuration: 10.00 ms");
    return this;
  }

  private void add(FunctionRole function, long millis, String message) {
    Instant at = Story.at(millis);
    String id = "e" + lines.size();
    lines.add(new LogLine(function, "group", "stream", id, at, at.plus(lag), at, message));
  }

  @Override
  public void read(Instant from, Consumer<List<LogLine>> pages) {
    List<LogLine> readable =
        lines.stream().filter(line -> !line.ingestionTime().isAfter(now)).toList();
    polls.add(readable.size());
    pages.accept(readable);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public boolean awaitNews(Instant deadline, Instant lastPoll) {
    now =
        lines.stream()
            .map(LogLine::ingestionTime)
            .filter(time -> time.isAfter(now) && time.isBefore(deadline))
            .min(Comparator.naturalOrder())
            .orElse(deadline);
    return true;
  }

  @Override
  public void awaitInstant(Instant instant) {
    now = instant;
  }

  @Override
  public Duration confirmationInterval() {
    return Duration.ofMillis(50);
  }

  @Override
  public Duration slack() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration clockSkew() {
    return Duration.ZERO;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(60);
  }
}
