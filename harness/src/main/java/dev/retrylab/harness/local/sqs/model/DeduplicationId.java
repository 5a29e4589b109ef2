package dev.retrylab.harness.local.sqs.model;

/** What makes two sends the same one: 1..128 letters, digits and punctuation. */
public record DeduplicationId(String value) {
  public DeduplicationId {
    IdFormat.checked(value, "MessageDeduplicationId");
  }

  /** The id in content-based deduplication: the SHA-256 of the body, not of the attributes. */
  public static DeduplicationId ofBody(String body) {
    return new DeduplicationId(Digests.sha256Hex(body));
  }

  @Override
  public String toString() {
    return value;
  }
}
