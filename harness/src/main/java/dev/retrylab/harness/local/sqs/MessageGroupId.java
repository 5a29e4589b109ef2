package dev.retrylab.harness.local.sqs;

/** The group of a message: 1..128 letters, digits and punctuation (fact dedup-id-format). */
public record MessageGroupId(String value) {
  public MessageGroupId {
    Token.checked(value, "MessageGroupId");
  }

  @Override
  public String toString() {
    return value;
  }
}
