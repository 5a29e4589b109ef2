package dev.retrylab.harness.local.sqs.model;

import dev.retrylab.harness.local.http.AwsError;

/** What became of one entry of a batch: entries succeed and fail apart (fact lim-batch-partial). */
public sealed interface SendOutcome {
  /** It is in the queue. */
  record Sent(SendReceipt receipt) implements SendOutcome {}

  /** It is not. */
  record Refused(AwsError error) implements SendOutcome {}
}
