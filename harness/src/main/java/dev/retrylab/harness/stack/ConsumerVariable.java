package dev.retrylab.harness.stack;

/** The environment variables of the consumer, by their names. */
public final class ConsumerVariable {
  /** The URL of the dead-letter queue, to which a consumer that forwards sends. */
  public static final String DLQ_URL = "DLQ_URL";

  /** The URL of the source queue, of whose messages it may set the visibility timeout. */
  public static final String SOURCE_QUEUE_URL = "SOURCE_QUEUE_URL";

  /** Whether it names the records that failed, as true or false. */
  public static final String REPORT_BATCH_ITEM_FAILURES = "REPORT_BATCH_ITEM_FAILURES";

  /** What it does with the rest of a batch once a record has failed: a word of PartialBatch. */
  public static final String PARTIAL_BATCH = "PARTIAL_BATCH";

  private ConsumerVariable() {}
}
