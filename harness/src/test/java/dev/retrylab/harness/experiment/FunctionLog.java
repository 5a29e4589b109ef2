package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.local.logs.LogGroup;
import dev.retrylab.harness.timeline.Ending;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.JournalReceived;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes what a function and Lambda itself log, in the text or in the JSON log format. */
record FunctionLog(LogGroup group, boolean json) implements Consumer<Observation> {
  private static final String STREAM = "2026/01/01/[$LATEST]stream";

  @Override
  public void accept(Observation seen) {
    journalLine(seen).ifPresent(this::journal);
    if (seen instanceof InvocationEnded ended) {
      group.append(STREAM, json ? reportAsJson(ended) : reportAsText(ended));
    }
  }

  /** The line of its journal that a function logs; empty for what Lambda itself logs. */
  static Optional<ObjectNode> journalLine(Observation seen) {
    if (seen instanceof JournalReceived received) {
      return Optional.of(
          line("received", received.record()).put("batchPosition", received.batchPosition()));
    }
    if (seen instanceof JournalOutcome outcome) {
      ObjectNode line = line("outcome", outcome.record()).put("outcome", outcome.outcome().word());
      outcome.error().ifPresent(error -> line.put("error", error));
      outcome.forwardedMessageId().ifPresent(id -> line.put("forwardedMessageId", id));
      return Optional.of(line);
    }
    return Optional.empty();
  }

  private void journal(ObjectNode line) {
    ObjectNode wrapped = JsonNodeFactory.instance.objectNode().put("level", "INFO");
    group.append(STREAM, json ? wrapped.put("message", line.toString()).toString() : line + "\n");
  }

  private static ObjectNode line(String event, JournalRecord record) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("retryLab", 1)
            .put("event", event)
            .put("function", record.function().word())
            .put("messageId", record.messageId())
            .put("receiveCount", record.receiveCount())
            .put("requestId", record.requestId())
            .put("sentTimestamp", record.sentTimestamp().toEpochMilli())
            .put("firstReceiveTimestamp", record.firstReceiveTimestamp().toEpochMilli())
            .put("redriven", record.movedToDlq());
    record.runId().ifPresent(id -> line.put("runId", id));
    record.key().ifPresent(key -> line.put("key", key));
    record.userId().ifPresent(id -> line.put("userId", id));
    record.group().ifPresent(group -> line.put("group", group));
    return line;
  }

  /** The text format does not tell an exception from success. */
  private static String reportAsText(InvocationEnded ended) {
    String report = "REPORT RequestId: " + ended.requestId() + "\tDuration: 3.00 ms";
    return switch (ended.ending()) {
      case OK, UNKNOWN, ERROR -> report;
      case TIMED_OUT -> report + "\tStatus: timeout";
      case CRASHED -> report + "\tStatus: error\tError Type: Runtime.ExitError";
    };
  }

  private static String reportAsJson(InvocationEnded ended) {
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("type", "platform.report");
    ObjectNode record = report.putObject("record").put("requestId", ended.requestId());
    record.put(
        "status",
        switch (ended.ending()) {
          case OK, UNKNOWN -> "success";
          case TIMED_OUT -> "timeout";
          case ERROR, CRASHED -> "error";
        });
    if (ended.ending() == Ending.CRASHED) {
      record.put("errorType", "Runtime.ExitError");
    }
    return report.toString();
  }
}
