package dev.retrylab.harness.local.sqs;

/** What every batch call must keep to. */
public final class BatchRules {
  private static final int MOST_ENTRIES = 10;

  private BatchRules() {}

  public static void check(int entries) {
    if (entries == 0) {
      throw SqsErrors.emptyBatch();
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
