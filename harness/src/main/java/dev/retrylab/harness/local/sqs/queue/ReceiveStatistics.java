package dev.retrylab.harness.local.sqs.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What receiving has done to a message, over all queues it has been in.
 *
 * @param count how often it was received, 0 at first
 */
record ReceiveStatistics(int count, Optional<Instant> firstReceived) {
  static final ReceiveStatistics NEVER = new ReceiveStatistics(0, Optional.empty());

  ReceiveStatistics received(Instant now) {
    return new ReceiveStatistics(count + 1, Optional.of(firstReceived.orElse(now)));
  }

  /** Without the last receive, whose response was not delivered. */
  ReceiveStatistics withoutLast() {
    return count <= 1 ? NEVER : new ReceiveStatistics(count - 1, firstReceived);
  }
}
