package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/** The records of one invocation. */
final class Batch {
  private Batch() {}

  /**
   * In the order of the event.
   *
   * @throws IllegalArgumentException if this is no SQS event: an empty list would let whatever was
   *     sent vanish as a success
   */
  static List<Receipt> receipts(SQSEvent event, Context context) {
    if (event.getRecords() == null) {
      throw new IllegalArgumentException("the event has no Records: an SQS event is expected");
    }
    return event.getRecords().stream()
        .map(message -> Receipt.of(message, context.getAwsRequestId()))
        .toList();
  }
}
