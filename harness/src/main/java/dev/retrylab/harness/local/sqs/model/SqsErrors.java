package dev.retrylab.harness.local.sqs.model;

import dev.retrylab.harness.local.http.AwsError;

/**
 * The errors of SQS, with the code of the JSON protocol, that of the older query protocol, the text
 * and the HTTP status that AWS gives them.
 */
public final class SqsErrors {
  private static final String PREFIX = "AWS.SimpleQueueService.";

  private SqsErrors() {}

  public static AwsError invalidParameter(String message) {
    return AwsError.of("InvalidParameterValueException", message, 400)
        .withQueryCode("InvalidParameterValue");
  }

  public static AwsError invalidParameter(Object value, String parameter, String reason) {
    return invalidParameter(
        "Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
  }

  public static AwsError missingParameter(String name) {
    return AwsError.of(
            "MissingRequiredParameterException",
            "The request must contain the parameter " + name + ".",
            400)
        .withQueryCode("MissingParameter");
  }

  public static AwsError unknownAttribute(String name) {
    return invalidAttributeName("Unknown Attribute " + name + ".");
  }

  public static AwsError invalidAttributeName(String message) {
    return AwsError.of("InvalidAttributeName", message, 400).withQueryCode("InvalidAttributeName");
  }

  public static AwsError invalidAttributeValue(String name) {
    return AwsError.of(
            "InvalidAttributeValue", "Invalid value for the parameter " + name + ".", 400)
        .withQueryCode("InvalidAttributeValue");
  }

  public static AwsError typeIsFixed(String attribute) {
    return AwsError.of(
            "InvalidAttributeValue",
            "Invalid value for the parameter "
                + attribute
                + ". Reason: Modifying queue type is not supported.",
            400)
        .withQueryCode("InvalidAttributeValue");
  }

  public static AwsError noDeduplicationId() {
    return invalidParameter(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly");
  }

  public static AwsError invalidMessageContents(String message) {
    return AwsError.of("InvalidMessageContents", message, 400)
        .withQueryCode("InvalidMessageContents");
  }

  public static AwsError noSuchQueue() {
    return legacy("QueueDoesNotExist", "NonExistentQueue", "The specified queue does not exist.");
  }

  public static AwsError queueExists(String attribute) {
    return AwsError.of(
            "QueueNameExists",
            "A queue already exists with the same name and a different value for attribute "
                + attribute,
            400)
        .withQueryCode("QueueAlreadyExists");
  }

  public static AwsError deletedRecently() {
    return legacy(
        "QueueDeletedRecently",
        "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the"
            + " same name.");
  }

  public static AwsError purgeInProgress(QueueName name) {
    return AwsError.of(
            "PurgeQueueInProgress",
            "Only one PurgeQueue operation on " + name.value() + " is allowed every 60 seconds.",
            403)
        .withQueryCode(PREFIX + "PurgeQueueInProgress");
  }

  public static AwsError invalidReceiptHandle(String handle) {
    return AwsError.of(
            "ReceiptHandleIsInvalid",
            "The input receipt handle \"" + handle + "\" is not a valid receipt handle.",
            404)
        .withQueryCode("ReceiptHandleIsInvalid");
  }

  /**
   * For a batch without entries.
   *
   * @param action such as {@code SendMessageBatch}
   */
  public static AwsError emptyBatch(String action) {
    return legacy(
        "EmptyBatchRequest",
        "EmptyBatchRequest",
        "There should be at least one " + action + "RequestEntry in the request.");
  }

  public static AwsError tooManyEntries(int entries) {
    return legacy(
        "TooManyEntriesInBatchRequest",
        "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are 10. You have sent " + entries + ".");
  }

  public static AwsError idsNotDistinct(String id) {
    return legacy(
        "BatchEntryIdsNotDistinct", "BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
  }

  public static AwsError invalidBatchEntryId() {
    return legacy(
        "InvalidBatchEntryId",
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can"
            + " be at most 80 letters long.");
  }

  public static AwsError batchTooLong(int limit, long sent) {
    return legacy(
        "BatchRequestTooLong",
        "BatchRequestTooLong",
        "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
            .formatted(limit, sent));
  }

  public static AwsError resourceNotFound(String message) {
    return AwsError.of("ResourceNotFoundException", message, 404)
        .withQueryCode("ResourceNotFoundException");
  }

  private static AwsError legacy(String code, String query, String message) {
    return AwsError.of(code, message, 400).withQueryCode(PREFIX + query);
  }
}
