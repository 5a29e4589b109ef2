package dev.retrylab.harness.local.sqs.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a receiver asks for.
 *
 * @param maxMessages 1..10
 * @param waitTime how long to wait for the first message, 0..20 s (fact lim-receive)
 * @param visibilityTimeout 0..12 h; the queue's own where empty
 */
public record ReceiveRequest(
    int maxMessages, Duration waitTime, Optional<Duration> visibilityTimeout) {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** Refuses what is out of range in AWS's words. */
  public ReceiveRequest {
    if (maxMessages < 1 || maxMessages > 10) {
      throw SqsErrors.invalidParameter(
          maxMessages, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }
    if (waitTime.isNegative() || waitTime.compareTo(LONGEST_WAIT) > 0) {
      throw SqsErrors.invalidParameter(
          waitTime.toSeconds(), "WaitTimeSeconds", "Must be >= 0 and <= 20, if provided.");
    }
    visibilityTimeout.ifPresent(VisibilityTimeouts::check);
  }

  /** A receive that does not wait. */
  public static ReceiveRequest of(int maxMessages) {
    return new ReceiveRequest(maxMessages, Duration.ZERO, Optional.empty());
  }

  public ReceiveRequest waiting(Duration time) {
    return new ReceiveRequest(maxMessages, time, visibilityTimeout);
  }

  public ReceiveRequest hiding(Duration timeout) {
    return new ReceiveRequest(maxMessages, waitTime, Optional.of(timeout));
  }
}
