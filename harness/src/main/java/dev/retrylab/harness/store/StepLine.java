package dev.retrylab.harness.store;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.HarnessReceived;
import dev.retrylab.harness.timeline.StepResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of steps.ndjson: one before each step of the harness and one after it.
 *
 * @param step its number in the scenario, from 1
 * @param state "begun" or "done"; a later version may have others
 * @param at when the step began, on the clock of the run
 * @param what the step, in words; only of "begun"
 * @param quantities what was read off it, by name; only of "done", like what follows
 * @param received the messages that it received
 */
public record StepLine(
    int step,
    String state,
    Instant at,
    Optional<String> what,
    Optional<Map<String, Long>> quantities,
    Optional<String> remark,
    Optional<List<Received>> received) {

  /** A message that the harness received in place of a function. */
  public record Received(
      FunctionRole insteadOf,
      String messageId,
      int receiveCount,
      long sentTimestamp,
      long firstReceiveTimestamp,
      boolean redriven,
      Instant at,
      Optional<String> runId,
      Optional<String> key,
      Optional<String> userId,
      Optional<String> group) {

    static Received of(HarnessReceived received) {
      JournalRecord record = received.record();
      return new Received(
          record.function(),
          record.messageId(),
          record.receiveCount(),
          record.sentTimestamp().toEpochMilli(),
          record.firstReceiveTimestamp().toEpochMilli(),
          record.movedToDlq(),
          received.at(),
          record.runId(),
          record.key(),
          record.userId(),
          record.group());
    }

    HarnessReceived observation() {
      return new HarnessReceived(
          new JournalRecord(
              insteadOf,
              runId,
              key,
              userId,
              messageId,
              group,
              receiveCount,
              /* requestId= */ "",
              Instant.ofEpochMilli(sentTimestamp),
              Instant.ofEpochMilli(firstReceiveTimestamp),
              redriven),
          at);
    }
  }

  /** Before a step is done. */
  public static StepLine begun(int number, String what, Instant at) {
    return new StepLine(
        number,
        "begun",
        at,
        Optional.of(what),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** After it was done. */
  public static StepLine done(StepResult result, List<HarnessReceived> received) {
    return new StepLine(
        result.number(),
        "done",
        result.at(),
        Optional.empty(),
        Optional.of(result.quantities()),
        result.remark(),
        Optional.of(received.stream().map(Received::of).toList()).filter(all -> !all.isEmpty()));
  }

  /** What the step brought, by a line "done". */
  public StepResult result() {
    return new StepResult(step, at, quantities.orElse(Map.of()), remark);
  }

  /** The messages that the step received, by a line "done". */
  public List<HarnessReceived> messages() {
    return received.orElse(List.of()).stream().map(Received::observation).toList();
  }
}
