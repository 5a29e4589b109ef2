package dev.retrylab.harness.expect;

/** What a hypothesis believes of the things that steps put to the test. */
enum Guess {
  /** A message that a move task brings back keeps its receive count, and is moved again at once. */
  COUNT_SURVIVES_REDRIVE,
  /** Looking at messages by hand does not use up their receives. */
  LOOKING_IS_FREE,
  /** The queue moves a message by itself once its last visibility timeout is over. */
  MOVES_IN_BACKGROUND,
  /** Retention starts anew in a standard dead-letter queue. */
  DLQ_CLOCK_RESTARTS,
  /** Retention goes on in a FIFO dead-letter queue. */
  DLQ_CLOCK_GOES_ON,
  /** NumberOfMessagesSent counts what the redrive policy moves. */
  METRICS_COUNT_REDRIVES,
  /** ApproximateAgeOfOldestMessage counts from the first sending. */
  AGE_COUNTS_FROM_SENDING,
  /** A queue accepts a dead-letter queue of the other type. */
  ANY_TYPE_OF_DLQ
}
