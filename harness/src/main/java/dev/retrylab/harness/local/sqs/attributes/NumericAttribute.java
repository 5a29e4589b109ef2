package dev.retrylab.harness.local.sqs.attributes;

import dev.retrylab.harness.local.sqs.model.MessageSize;
import dev.retrylab.harness.local.sqs.model.SqsErrors;

/** The attributes of a queue that are whole numbers, with AWS's ranges and defaults. */
enum NumericAttribute {
  VISIBILITY_TIMEOUT("VisibilityTimeout", 0, 43_200, 30),
  DELAY("DelaySeconds", 0, 900, 0),
  RETENTION("MessageRetentionPeriod", 60, 1_209_600, 345_600),
  MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", 1024, MessageSize.LIMIT, MessageSize.LIMIT),
  RECEIVE_WAIT("ReceiveMessageWaitTimeSeconds", 0, 20, 0);

  private final String key;
  private final int min;
  private final int max;
  private final int defaultValue;

  NumericAttribute(String key, int min, int max, int defaultValue) {
    this.key = key;
    this.min = min;
    this.max = max;
    this.defaultValue = defaultValue;
  }

  /** Whether an attribute of that name is a whole number. */
  static boolean isNumeric(String name) {
    for (NumericAttribute attribute : values()) {
      if (attribute.key.equals(name)) {
        return true;
      }
    }
    return false;
  }

  String key() {
    return key;
  }

  String defaultText() {
    return String.valueOf(defaultValue);
  }

  /** Reads a value, and refuses one out of range. */
  int parse(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through.
    }
    throw SqsErrors.invalidAttributeValue(key);
  }
}
