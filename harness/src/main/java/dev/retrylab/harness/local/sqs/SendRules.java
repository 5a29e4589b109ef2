package dev.retrylab.harness.local.sqs;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a queue accepts, by its type and attributes. */
final class SendRules {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
  private static final int MOST_ATTRIBUTES = 10;
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");
  private static final Pattern DATA_TYPE = Pattern.compile("(String|Number|Binary)(\\..{1,250})?");

  /** What XML 1.0 allows, which is what SQS allows in a body. */
  private static final Pattern BODY =
      Pattern.compile("[\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]*+");

  private SendRules() {}

  /** The request with its deduplication id filled in, or the refusal in AWS's words. */
  static SendRequest checked(SendRequest request, QueueAttributes queue) {
    checkContent(request, queue);
    checkDelay(request, queue);
    return queue.isFifo() ? checkedForFifo(request, queue) : checkedForStandard(request);
  }

  private static void checkContent(SendRequest request, QueueAttributes queue) {
    if (request.body().isEmpty()) {
      throw SqsErrors.missingParameter("MessageBody");
    }
    if (!BODY.matcher(request.body()).matches()) {
      throw SqsErrors.invalidMessageContents(
          "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
              + " | #xE000 to #xFFFD | #x10000 to #x10FFFF.");
    }
    request.attributes().forEach(SendRules::checkAttribute);
    if (request.attributes().size() > MOST_ATTRIBUTES) {
      throw SqsErrors.invalidParameter(
          "Number of message attributes ["
              + request.attributes().size()
              + "] exceeds the allowed maximum ["
              + MOST_ATTRIBUTES
              + "].");
    }
    if (MessageSize.of(request) > queue.maximumMessageSize()) {
      throw SqsErrors.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + queue.maximumMessageSize()
              + " bytes.");
    }
  }

  private static void checkAttribute(String name, MessageAttribute attribute) {
    if (!ATTRIBUTE_NAME.matcher(name).matches()) {
      throw SqsErrors.invalidParameter(
          "Message (user) attribute name can only contain upper and lower score characters, digits,"
              + " periods, hyphens and underscores.");
    }
    if (!DATA_TYPE.matcher(attribute.dataType()).matches()) {
      throw SqsErrors.invalidParameter(
          "The type of message (user) attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    if (attribute.value().length == 0) {
      throw SqsErrors.invalidParameter(
          "Message (user) attribute '" + name + "' must contain a non-empty value.");
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
      throw SqsErrors.invalidParameter(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
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
