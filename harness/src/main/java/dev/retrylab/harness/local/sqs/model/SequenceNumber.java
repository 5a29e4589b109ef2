package dev.retrylab.harness.local.sqs.model;

/**
 * The place of a message in a FIFO queue: grows within the queue, and so within each group (fact
 * lim-seqnum).
 */
public record SequenceNumber(long ordinal) {
  /** AWS's numbers have 20 digits and are not consecutive; the base keeps texts equally long. */
  private static final long BASE = Long.parseUnsignedLong("18000000000000000000");

  private static final long STEP = 256;

  @Override
  public String toString() {
    return Long.toUnsignedString(BASE + ordinal * STEP);
  }
}
