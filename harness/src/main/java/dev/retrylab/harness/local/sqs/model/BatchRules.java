package dev.retrylab.harness.local.sqs.model;

/** What every batch call must keep to. */
public final class BatchRules {
  private static final int MOST_ENTRIES = 10;

  private BatchRules() {}

  /**
   * Takes 1..10 entries (fact lim-batch-10).
   *
   * @param action such as {@code SendMessageBatch}
   */
  public static void check(String action, int entries) {
    if (entries == 0) {
      throw SqsErrors.emptyBatch(action);
    }
    if (entries > MOST_ENTRIES) {
      throw SqsErrors.tooManyEntries(entries);
    }
  }

  public static void checkSize(long bytes) {
    if (bytes > MessageSize.LIMIT) {
      throw SqsErrors.batchTooLong(MessageSize.LIMIT, bytes);
    }
  }
}
