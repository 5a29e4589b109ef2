package dev.retrylab.harness.report.aggregate;

import dev.retrylab.harness.timeline.EventType;
import dev.retrylab.harness.timeline.Fate;
import java.util.Set;

/**
 * What messages of a class have in common.
 *
 * @param expiredInDlq of a message that expired, whether it was in the dead-letter queue by then
 * @param receives that the source queue counted
 * @param troubles in what runs ended that did not go well, and phantom receives. Not copied
 */
record ClassTraits(
    Fate fate, boolean expiredInDlq, int receives, Set<EventType> troubles, Cause cause) {
  /** Whether the message is gone and was not done. */
  boolean isLoss() {
    return switch (fate) {
      case DEAD_LETTERED, EXPIRED, DISCARDED, LOST -> true;
      case CONSUMED, FORWARDED, QUEUED, UNKNOWN -> false;
    };
  }

  /** The less, the worse: lost, without a known end, forwarded, done with trouble, and done. */
  int rank() {
    return switch (fate) {
      case DEAD_LETTERED, EXPIRED, DISCARDED, LOST -> 0;
      case QUEUED, UNKNOWN -> 1;
      case FORWARDED -> 2;
      case CONSUMED -> troubles.isEmpty() ? 4 : 3;
    };
  }
}
