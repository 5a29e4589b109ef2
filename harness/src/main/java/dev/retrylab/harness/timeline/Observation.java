package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** One fact about a run, with the time at which its source says it happened. */
public sealed interface Observation {

  /** When it happened: the time of the log event, or of the queue's answer to the send. */
  Instant at();

  /**
   * The queue took a message.
   *
   * @param countedBefore its receive count when the queue took it: not 0 only where an engine moves
   *     messages with their counts
   */
  record Sent(
      String key,
      String userId,
      String messageId,
      Optional<String> group,
      Instant at,
      int countedBefore)
      implements Observation {

    /** A message that was never received. */
    public Sent(String key, String userId, String messageId, Optional<String> group, Instant at) {
      this(key, userId, messageId, group, at, 0);
    }
  }

  /**
   * A function logged that it received a record, before it acted on it.
   *
   * @param batchPosition its place in the batch, from 1; 0 where the line does not tell
   */
  record JournalReceived(JournalRecord record, int batchPosition, Instant at)
      implements Observation {

    /** Of a record whose place in its batch is not known. */
    public JournalReceived(JournalRecord record, Instant at) {
      this(record, 0, at);
    }
  }

  /**
   * A function logged what became of a record.
   *
   * @param error what was thrown, or caught before the message was forwarded
   * @param forwardedMessageId the id of the copy in the dead-letter queue
   */
  record JournalOutcome(
      JournalRecord record,
      RecordOutcome outcome,
      Optional<String> error,
      Optional<String> forwardedMessageId,
      Instant at)
      implements Observation {}

  /**
   * The harness itself received a message, so that no function logged it; the record has no request
   * id.
   *
   * @param record of the queue's consumer, or of the DLQ consumer for the dead-letter queue
   */
  record HarnessReceived(JournalRecord record, Instant at) implements Observation {}

  /** The platform logged that an invocation begins. */
  record InvocationStarted(FunctionRole function, String requestId, Instant at)
      implements Observation {}

  /**
   * A stack trace stands in the log of an invocation. It tells how the invocation ended only where
   * nothing better does: what was caught may be logged, too.
   *
   * @param error what was thrown, where the trace names it
   * @param uncaught whether the runtime logged it, which it does of what left the handler
   */
  record StackTrace(
      FunctionRole function, String requestId, Optional<String> error, boolean uncaught, Instant at)
      implements Observation {}

  /**
   * The platform logged that an invocation ended, or how.
   *
   * @param ending {@link Ending#UNKNOWN} where the line does not say
   */
  record InvocationEnded(
      FunctionRole function, String requestId, Ending ending, Optional<String> error, Instant at)
      implements Observation {}

  /**
   * A total order: by time, within the same millisecond in the order in which a function logs, and
   * then by content, so that the order of arrival never matters.
   */
  static Comparator<Observation> order() {
    return Comparator.comparing(Observation::at)
        .thenComparingInt(Observation::rank)
        .thenComparing(Observation::id)
        .thenComparing(Object::toString);
  }

  /** Tells most of those apart that are of the same time: to write all of them out takes long. */
  private static String id(Observation observation) {
    if (observation instanceof JournalReceived line) {
      return line.record().messageId();
    }
    if (observation instanceof JournalOutcome line) {
      return line.record().messageId();
    }
    if (observation instanceof InvocationEnded end) {
      return end.requestId();
    }
    if (observation instanceof InvocationStarted start) {
      return start.requestId();
    }
    if (observation instanceof StackTrace trace) {
      return trace.requestId();
    }
    return observation instanceof Sent sent ? sent.messageId() : "";
  }

  private static int rank(Observation observation) {
    if (observation instanceof Sent) {
      return 0;
    }
    if (observation instanceof InvocationStarted) {
      return 1;
    }
    if (observation instanceof JournalReceived || observation instanceof HarnessReceived) {
      return 2;
    }
    return observation instanceof InvocationEnded ? 4 : 3;
  }
}
