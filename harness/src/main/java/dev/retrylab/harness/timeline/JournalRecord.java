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
 * @param receiveCount ApproximateReceiveCount, from 1
 * @param requestId of the invocation; empty where the harness itself received the message
 * @param sentTimestamp when the queue took the message, on the queue's clock
 * @param firstReceiveTimestamp when the queue first handed it out, on the queue's clock
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
    Instant sentTimestamp,
    Instant firstReceiveTimestamp,
    boolean redriven) {

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
        sentTimestamp,
        firstReceiveTimestamp,
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
        sentTimestamp,
        firstReceiveTimestamp,
        moved);
  }
}
