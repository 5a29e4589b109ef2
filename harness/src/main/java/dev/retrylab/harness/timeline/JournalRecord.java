package dev.retrylab.harness.timeline;

import java.time.Instant;
import java.util.Optional;

/**
 * What both kinds of journal line say about a record of a batch.
 *
 * @param function which function logged the line
 * @param runId the run that the body names; empty for a body that could not be read
 * @param key the message's key in the scenario; empty for a body that could not be read
 * @param userId empty for a body that could not be read
 * @param messageId a redriven message keeps the id it had in the source queue; a copy that the
 *     consumer sent to the dead-letter queue has its own
 * @param group the message group; empty for a standard queue
 * @param receiveCount ApproximateReceiveCount, from 1 to 100000
 * @param requestId of the invocation; empty where the harness itself received the message
 * @param sentTimestamp when the queue took the message, on the queue's clock
 * @param firstReceiveTimestamp when the queue first handed it out, on the queue's clock
 * @param movedToDlq whether the record carries DeadLetterQueueSourceArn: moved by the redrive
 *     policy
 */
public record JournalRecord(
    FunctionRole function,
    Optional<String> runId,
    Optional<String> key,
    Optional<String> userId,
    String messageId,
    Optional<String> group,
    int receiveCount,
    String requestId,
    Instant sentTimestamp,
    Instant firstReceiveTimestamp,
    boolean movedToDlq) {
  /**
   * A queue keeps a message for 14 days: every 12 seconds of them. Anybody may write a line into a
   * log, and each count below the one in it that nobody logged is an event of its own.
   */
  private static final int MOST_RECEIVES = 100_000;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * @throws IllegalArgumentException where a count or a time is out of all proportion
   */
  public JournalRecord {
    if (receiveCount > MOST_RECEIVES) {
      throw new IllegalArgumentException("a receive count of " + receiveCount);
    }
    if (sentTimestamp.isAfter(LATEST) || firstReceiveTimestamp.isAfter(LATEST)) {
      throw new IllegalArgumentException("a time after the year 9999");
    }
  }

  /** The same record under another receive count, from 1. */
  public JournalRecord receivedAs(int count) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        messageId,
        group,
        count,
        requestId,
        sentTimestamp,
        firstReceiveTimestamp,
        movedToDlq);
  }

  /**
   * The same record of a message that a move task brought back under its old id: told as a message
   * of its own.
   *
   * @param times how often it was brought back
   */
  public JournalRecord broughtBack(int times, Instant sentAt) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        BroughtBack.id(messageId, times),
        group,
        receiveCount,
        requestId,
        sentAt,
        firstReceiveTimestamp,
        movedToDlq);
  }

  /** The same record, moved there by AWS or not. */
  public JournalRecord movedToDlq(boolean moved) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        messageId,
        group,
        receiveCount,
        requestId,
        sentTimestamp,
        firstReceiveTimestamp,
        moved);
  }
}
