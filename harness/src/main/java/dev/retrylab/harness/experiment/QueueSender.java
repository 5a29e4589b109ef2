package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.timeline.Observation.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends the messages of a scenario to the source queue, those of the same time in batches, so that
 * they can be received together.
 */
final class QueueSender implements MessageSender {
  /** lim-batch-10. */
  private static final int LARGEST_BATCH = 10;

  private final Target target;
  private final RunId runId;
  private final Instant start;
  private final SentLog log;
  private final boolean fifo;

  /**
   * @param start of the run
   */
  QueueSender(Target target, RunId runId, Instant start, SentLog log) {
    this.target = target;
    this.start = start;
    this.runId = runId;
    this.log = log;
    this.fifo = target.deployment().queue().type() == QueueType.FIFO;
  }

  @Override
  public void sendDue(List<MessageSpec> due) {
    for (int start = 0; start < due.size(); start += LARGEST_BATCH) {
      sendBatch(due.subList(start, Math.min(due.size(), start + LARGEST_BATCH)));
    }
  }

  private void sendBatch(List<MessageSpec> batch) {
    List<String> keys = batch.stream().map(MessageSpec::key).toList();
    log.sending(keys, target.clock().instant());
    SendMessageBatchResponse response;
    try {
      response =
          target
              .sending()
              .sendMessageBatch(
                  request ->
                      request
                          .queueUrl(target.deployment().sourceQueueUrl())
                          .entries(batch.stream().map(this::entry).toList()));
    } catch (SdkException e) {
      SendFailure.settle(e, keys, log, target.clock().instant());
      return;
    }
    keep(response, batch);
  }

  private void keep(SendMessageBatchResponse response, List<MessageSpec> batch) {
    Map<String, MessageSpec> byEntry =
        batch.stream().collect(Collectors.toMap(MessageSpec::key, Function.identity()));
    Instant at = target.clock().instant();
    log.sent(
        response.successful().stream()
            .map(entry -> sent(byEntry.get(entry.id()), entry.messageId(), at))
            .toList());
    log.refused(response.failed().stream().map(BatchResultErrorEntry::id).toList(), at);
    response.failed().stream()
        .filter(BatchResultErrorEntry::senderFault)
        .findFirst()
        .ifPresent(QueueSender::refuse);
  }

  private static void refuse(BatchResultErrorEntry entry) {
    throw new SendRefused(
        "The queue refused message %s: %s (%s)."
            .formatted(entry.id(), entry.message(), entry.code()));
  }

  /** The deduplication id is of this run and message: a send that is repeated is one message. */
  private SendMessageBatchRequestEntry entry(MessageSpec message) {
    SendMessageBatchRequestEntry.Builder entry =
        SendMessageBatchRequestEntry.builder()
            .id(message.key())
            .messageBody(MessageBody.write(message, runId, start));
    if (fifo) {
      entry
          .messageGroupId(message.group())
          .messageDeduplicationId(runId.text() + "-" + message.key());
    }
    return entry.build();
  }

  private Sent sent(MessageSpec message, String messageId, Instant at) {
    Optional<String> group = fifo ? Optional.of(message.group()) : Optional.empty();
    return new Sent(message.key(), message.userId(), messageId, group, at);
  }

  /** The messages by the time at which they are due, since the start of the run. */
  static Map<Duration, List<MessageSpec>> schedule(Scenario scenario) {
    return scenario.inSendOrder().stream()
        .collect(
            Collectors.groupingBy(MessageSpec::sendAfter, LinkedHashMap::new, Collectors.toList()));
  }
}
