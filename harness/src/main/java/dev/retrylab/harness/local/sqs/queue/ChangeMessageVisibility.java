package dev.retrylab.harness.local.sqs.queue;

import dev.retrylab.harness.local.sqs.model.ReceiptHandle;
import dev.retrylab.harness.local.sqs.model.SqsErrors;
import dev.retrylab.harness.local.sqs.model.VisibilityTimeouts;
import java.time.Duration;
import java.time.Instant;

/** ChangeMessageVisibility: the timeout starts anew, from now (vis-change-extends-repeatedly). */
final class ChangeMessageVisibility {
  private ChangeMessageVisibility() {}

  /**
   * In a standard queue any handle will do, also one whose timeout has run out
   * (vis-change-after-expiry-ok-standard, vis-old-handle-still-controls): the message is hidden
   * again. In a FIFO queue only the current one; the text for another is not recorded, so it is
   * that for a deleted message (vis-change-deleted-message).
   */
  static void change(QueueState queue, ReceiptHandle handle, Duration timeout, Instant now) {
    QueuedMessage message =
        queue
            .messages
            .find(handle.message())
            .filter(m -> !queue.name.isFifo() || m.isCurrent(handle))
            .orElseThrow(
                () ->
                    SqsErrors.invalidParameter(
                        handle,
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout"
                            + " change."));
    VisibilityTimeouts.checkTotal(timeout, message.receivedAt, now);
    // A change by an older handle leaves the newer handle current.
    long receipt =
        message.visibility instanceof Visibility.InFlight current
            ? current.receipt()
            : handle.receipt();
    queue.messages.setVisibility(
        message,
        timeout.isZero()
            ? new Visibility.Visible()
            : new Visibility.InFlight(now.plus(timeout), receipt));
  }
}
