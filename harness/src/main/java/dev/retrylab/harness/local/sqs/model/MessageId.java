package dev.retrylab.harness.local.sqs.model;

import java.util.UUID;

/** The id that a queue gives to a message when it is sent. */
public record MessageId(UUID value) {
  public static MessageId random() {
    return new MessageId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
