package dev.retrylab.harness.timeline.fold;

import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.JournalRecord;
import dev.retrylab.harness.timeline.Observation.InvocationEnded;
import dev.retrylab.harness.timeline.Observation.JournalOutcome;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.RecordOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One receive of a record by a function, or by the harness in its place, and what became of it.
 *
 * @param start when the function logged that it received the record, or, if that line is missing,
 *     when it logged the outcome
 * @param receiveLogged false where only the outcome is on record
 * @param batchPosition its place in the batch, from 1; 0 where that is not known
 * @param behindUnfinished whether another record before it in its batch has no outcome either: then
 *     the handler was at that one when its invocation ended, and never came to this one
 */
record Delivery(
    JournalRecord record,
    Instant start,
    boolean receiveLogged,
    int batchPosition,
    boolean behindUnfinished,
    Optional<JournalOutcome> outcome,
    Optional<InvocationEnded> end) {

  /** The same delivery of another record. */
  Delivery with(JournalRecord other) {
    return new Delivery(other, start, receiveLogged, batchPosition, behindUnfinished, outcome, end);
  }

  /** A receive by the harness itself, which ran no function. */
  static Delivery byHarness(JournalRecord record, Instant at) {
    return new Delivery(record, at, true, 0, false, Optional.empty(), Optional.empty());
  }

  boolean byHarness() {
    return record.requestId().isEmpty();
  }

  boolean by(FunctionRole function) {
    return record.function() == function;
  }

  /**
   * Whether a record in the dead-letter queue is the message itself, and not a copy that the
   * consumer sent there. It keeps its id, also on engines that do not mark what they move.
   */
  boolean isMoved(Sent sent) {
    return record.movedToDlq() || record.messageId().equals(sent.messageId());
  }

  /** Whether the handler was content with the record. */
  boolean handled() {
    return outcome
        .map(JournalOutcome::outcome)
        .filter(how -> how == RecordOutcome.SUCCEEDED || how == RecordOutcome.FORWARDED)
        .isPresent();
  }
}
