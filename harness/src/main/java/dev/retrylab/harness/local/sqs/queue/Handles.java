package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;

/** Which receipt handles are good for what. */
final class Handles {
  private Handles() {}

  /** Whether the handle is that of the latest receive, and its visibility timeout still runs. */
  static boolean isCurrent(QueuedMessage message, ReceiptHandle handle) {
    return message.visibility instanceof Visibility.InFlight inFlight
        && inFlight.receipt() == handle.receipt();
  }
}
