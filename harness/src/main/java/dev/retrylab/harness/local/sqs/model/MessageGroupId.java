package dev.retrylab.harness.local.sqs.model;

/** The group of a message: 1..128 letters, digits and punctuation (fact dedup-id-format). */
public record MessageGroupId(String value) {
  public MessageGroupId {
    IdFormat.checked(value, "MessageGroupId");
  }

  @Override
  public String toString() {
    return value;
  }
}
