package dev.retrylab.harness.timeline;

import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that a function ran with a record.
 *
 * @param start when the function logged that it received the record, or, if that line is missing,
 *     when it logged the outcome
 * @param receiveLogged false where only the outcome is on record
 * @param batchPosition its place in the batch, from 1; 0 where that is not known
 * @param behindUnfinished whether another record before it in its batch has no outcome either: then
 *     the handler was at that one when its invocation ended, and never came to this one
 */
record Run(
    JournalRecord record,
    Instant start,
    boolean receiveLogged,
    int batchPosition,
    boolean behindUnfinished,
    Optional<JournalOutcome> outcome,
    Optional<InvocationEnded> end) {

  /** The same run of what another record says. */
  Run with(JournalRecord other) {
    return new Run(other, start, receiveLogged, batchPosition, behindUnfinished, outcome, end);
  }

  /** A receive by the harness itself, which ran no function. */
  static Run byHarness(JournalRecord record, Instant at) {
    return new Run(record, at, true, 0, false, Optional.empty(), Optional.empty());
  }

  boolean byHarness() {
    return record.requestId().isEmpty();
  }

  boolean by(FunctionRole function) {
    return record.function() == function;
  }

  /** Whether the invocation, and so the whole batch, failed. */
  boolean invocationFailed() {
    return end.isPresent() && end.get().ending().failed();
  }

  /** Whether the invocation ended, and nothing says how. */
  boolean untold() {
    return end.isPresent() && end.get().ending() == Ending.UNKNOWN;
  }

  /** Whether the mapping deleted the record: it does so for all that a good answer leaves out. */
  boolean deleted() {
    return handled() && end.isPresent() && end.get().ending() == Ending.OK;
  }

  /** Whether the handler was content with the record. */
  boolean handled() {
    return outcome
        .map(line -> line.outcome() == Outcome.SUCCEEDED || line.outcome() == Outcome.FORWARDED)
        .orElse(false);
  }
}
