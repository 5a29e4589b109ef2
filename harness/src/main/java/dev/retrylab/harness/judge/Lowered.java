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

  /** The range to hold the observed number of runs, errors or copies against. */
  public static IntRange by(MessageHistory message, IntRange expected) {
    return new IntRange(Math.max(0, expected.min() - message.phantoms()), expected.max());
  }
}
