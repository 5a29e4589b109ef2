package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.attributes.QueueAttributes;
import dev.retrylab.harness.local.sqs.model.DeduplicationId;
import dev.retrylab.harness.local.sqs.model.MessageAttributeRules;
import dev.retrylab.harness.local.sqs.model.MessageSize;
import dev.retrylab.harness.local.sqs.model.SendRequest;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.model.ValidCharacters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a queue accepts, by its type and attributes. */
final class SendRules {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private SendRules() {}

  /** The request with its deduplication id filled in, or the refusal in AWS's words. */
  static SendRequest checked(SendRequest request, QueueAttributes queue) {
    checkContent(request, queue);
    checkDelay(request, queue);
    return queue.isFifo() ? checkedForFifo(request, queue) : checkedForStandard(request);
  }

  /**
   * A batch for a FIFO queue is refused as a whole where one of its messages lacks a group, or a
   * deduplication id that the queue needs (recorded on AWS); what else is wrong fails that message
   * alone.
   */
  static void checkBatch(List<SendRequest> requests, QueueAttributes queue) {
    if (!queue.isFifo()) {
      return;
    }
    for (SendRequest request : requests) {
      if (request.deduplicationId().isEmpty() && !queue.contentBasedDeduplication()) {
        throw SqsErrors.noDeduplicationId();
      }
      if (request.group().isEmpty()) {
        throw SqsErrors.invalidParameter("The request must contain the parameter MessageGroupId.");
      }
    }
  }

  private static void checkContent(SendRequest request, QueueAttributes queue) {
    if (request.body().isEmpty()) {
      throw SqsErrors.missingParameter("MessageBody");
    }
    if (!ValidCharacters.only(request.body())) {
      throw SqsErrors.invalidMessageContents(ValidCharacters.REFUSAL);
    }
    MessageAttributeRules.check(request.attributes());
    if (MessageSize.of(request) > queue.maximumMessageSize()) {
      throw SqsErrors.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + queue.maximumMessageSize()
              + " bytes.");
    }
  }

  private static void checkDelay(SendRequest request, QueueAttributes queue) {
    Duration delay = request.delay().orElse(Duration.ZERO);
    if (queue.isFifo() && !delay.isZero()) {
      throw SqsErrors.invalidParameter(
          delay.toSeconds(),
          "DelaySeconds",
          "The request include parameter that is not valid for this queue type.");
    }
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw SqsErrors.invalidParameter(
          delay.toSeconds(), "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    }
  }

  private static SendRequest checkedForFifo(SendRequest request, QueueAttributes queue) {
    if (request.group().isEmpty()) {
      throw SqsErrors.missingParameter("MessageGroupId");
    }
    if (request.deduplicationId().isPresent()) {
      return request;
    }
    if (!queue.contentBasedDeduplication()) {
      throw SqsErrors.noDeduplicationId();
    }
    return request.withDeduplicationId(DeduplicationId.ofBody(request.body()));
  }

  /** A group is a fair queue's tenant (fact fair-queue-standard-group-id). */
  private static SendRequest checkedForStandard(SendRequest request) {
    Optional<DeduplicationId> id = request.deduplicationId();
    if (id.isPresent()) {
      throw SqsErrors.invalidParameter(
          id.get(),
          "MessageDeduplicationId",
          "The request include parameter that is not valid for this queue type.");
    }
    return request;
  }
}
