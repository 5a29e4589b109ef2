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
 * @param sentMillis when the queue took the message, on the queue's clock; like the other time, in
 *     milliseconds since 1970, as the journal line has it, since there are hundreds of thousands
 * @param firstReceiveMillis when the queue first handed it out, on the queue's clock
 * @param redriven whether the record carries DeadLetterQueueSourceArn: moved by the redrive policy
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
    long sentMillis,
    long firstReceiveMillis,
    boolean redriven) {
  /**
   * A queue keeps a message for 14 days: every 12 seconds of them. Anybody may write a line into a
   * log, and each count below the one in it that nobody logged is an event of its own.
   */
  private static final int MOST_RECEIVES = 100_000;

  private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  /**
   * @throws IllegalArgumentException where a count or a time is out of all proportion
   */
  public JournalRecord {
    if (receiveCount > MOST_RECEIVES) {
      throw new IllegalArgumentException("a receive count of " + receiveCount);
    }
    if (sentMillis > LATEST || firstReceiveMillis > LATEST) {
      throw new IllegalArgumentException("a time after the year 9999");
    }
  }

  public JournalRecord(
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
      boolean redriven) {
    this(
        function,
        runId,
        key,
        userId,
        messageId,
        group,
        receiveCount,
        requestId,
        sentTimestamp.toEpochMilli(),
        firstReceiveTimestamp.toEpochMilli(),
        redriven);
  }

  /** When the queue took the message, on the queue's clock. */
  public Instant sentTimestamp() {
    return Instant.ofEpochMilli(sentMillis);
  }

  /** When the queue first handed it out, on the queue's clock. */
  public Instant firstReceiveTimestamp() {
    return Instant.ofEpochMilli(firstReceiveMillis);
  }

  /** Its ids first, as they differ the most: a million log lines are compared. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JournalRecord record
        && messageId.equals(record.messageId)
        && requestId.equals(record.requestId)
        && receiveCount == record.receiveCount
        && function == record.function
        && redriven == record.redriven
        && runId.equals(record.runId)
        && key.equals(record.key)
        && userId.equals(record.userId)
        && group.equals(record.group)
        && sentMillis == record.sentMillis
        && firstReceiveMillis == record.firstReceiveMillis;
  }

  /** Of its ids: they tell two records apart, but for those of an asynchronous retry. */
  @Override
  public int hashCode() {
    return 31 * messageId.hashCode() + requestId.hashCode();
  }

  /** The same record under another receive count, from 1. */
  JournalRecord receivedAs(int count) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        messageId,
        group,
        count,
        requestId,
        sentMillis,
        firstReceiveMillis,
        redriven);
  }

  /** The same record of a message with another id, which the queue took at another time. */
  public JournalRecord of(String otherId, Instant sentAt) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        otherId,
        group,
        receiveCount,
        requestId,
        sentAt.toEpochMilli(),
        firstReceiveMillis,
        redriven);
  }

  /** The same record, moved there by AWS or not. */
  JournalRecord redriven(boolean moved) {
    return new JournalRecord(
        function,
        runId,
        key,
        userId,
        messageId,
        group,
        receiveCount,
        requestId,
        sentMillis,
        firstReceiveMillis,
        moved);
  }
}
