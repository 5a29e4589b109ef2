package dev.retrylab.harness.local.sqs.attributes;

import dev.retrylab.harness.local.sqs.model.SqsErrors;

/** Within what a deduplication id must be unique. */
public enum DeduplicationScope {
  QUEUE("queue"),
  MESSAGE_GROUP("messageGroup");

  private final String word;

  DeduplicationScope(String word) {
    this.word = word;
  }

  static DeduplicationScope of(String word) {
    for (DeduplicationScope scope : values()) {
      if (scope.word.equals(word)) {
        return scope;
      }
    }
    throw SqsErrors.invalidAttributeValue("DeduplicationScope");
  }

  String word() {
    return word;
  }
}
