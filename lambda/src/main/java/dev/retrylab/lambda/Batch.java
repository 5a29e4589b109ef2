package dev.retrylab.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;

/** The records of one invocation. */
final class Batch {
  private Batch() {}

  /** In the order of the event. */
  static List<Receipt> receipts(SQSEvent event, Context context) {
    return event.getRecords().stream()
        .map(message -> Receipt.of(message, context.getAwsRequestId()))
        .toList();
  }
}
