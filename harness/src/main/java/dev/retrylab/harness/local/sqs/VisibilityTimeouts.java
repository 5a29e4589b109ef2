package dev.retrylab.harness.local.sqs;

import java.time.Duration;

/** The range of a visibility timeout: 0..12 h. */
final class VisibilityTimeouts {
  private static final Duration LONGEST = Duration.ofHours(12);

  private VisibilityTimeouts() {}

  static Duration check(Duration timeout) {
    if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      throw SqsErrors.invalidParameter(
          timeout.toSeconds(),
          "VisibilityTimeout",
          "Must be between 0 and " + LONGEST.toSeconds() + ", if provided.");
    }
    return timeout;
  }
}
