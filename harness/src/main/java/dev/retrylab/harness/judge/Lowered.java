package dev.retrylab.harness.judge;

import dev.retrylab.harness.expect.IntRange;
import dev.retrylab.harness.timeline.MessageHistory;

/**
 * A prediction's range with its minimum lowered by the phantom receives: a receive that no function
 * logged used up a count without a run (Amazon SQS developer guide: a receive may be recorded
 * though the consumer never got the message).
 */
public final class Lowered {

  private Lowered() {}

  /** The range to hold the observed number of runs or copies against. */
  public static IntRange by(MessageHistory message, IntRange expected) {
    return by(message.phantoms(), expected);
  }

  /**
   * The range to hold the observed number of errors against: each run that nothing tells the end of
   * may have been an error too.
   */
  public static IntRange errors(MessageHistory message, IntRange expected) {
    return by(message.phantoms() + message.untoldEnds().size(), expected);
  }

  private static IntRange by(int unseen, IntRange expected) {
    return new IntRange(Math.max(0, expected.min() - unseen), expected.max());
  }
}
