package dev.retrylab.harness.local.sqs.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The range of a visibility timeout: 0..12 h, all changes since a receive together
 * (API_ChangeMessageVisibility).
 */
public final class VisibilityTimeouts {
  private static final Duration LONGEST = Duration.ofHours(12);

  private VisibilityTimeouts() {}

  public static Duration check(Duration timeout) {
    if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      throw SqsErrors.invalidParameter(
          timeout.toSeconds(),
          "VisibilityTimeout",
          "Must be between 0 and " + LONGEST.toSeconds() + ", if provided.");
    }
    return timeout;
  }

  /**
   * Refuses a change after which a message would be hidden for longer than 12 h since its receive.
   * A change to 0 hides nothing.
   */
  public static void checkTotal(Duration timeout, Instant receivedAt, Instant now) {
    if (!timeout.isZero() && now.plus(timeout).isAfter(receivedAt.plus(LONGEST))) {
      throw SqsErrors.invalidParameter(
          timeout.toSeconds(),
          "VisibilityTimeout",
          "Total VisibilityTimeout for the message is beyond the limit ["
              + LONGEST.toSeconds()
              + " seconds]");
    }
  }
}
