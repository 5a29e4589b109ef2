package dev.retrylab.harness.expect;

/**
 * How often others can spoil the runs of a message that would succeed by itself. All that matters
 * about the other messages, whatever batches they form, is how many of the message's receives can
 * end in an error through them; each such receive needs a failing run of one of them.
 *
 * @param earlierInGroup the last receive that an earlier message of its group can spoil. Such a
 *     message stays in front of it from the first shared receive on, so these are the first ones
 * @param others how many receives, whichever, all other messages can spoil
 * @param othersAfterActing how many of those can be spoilt after the message itself was done
 * @param laterEndsRunsFrom where item failures are reported: the first receive from which on a
 *     later message of its group that hangs or crashes can spoil each one, after the message was
 *     done; {@link #NEVER} if there is none. Those in between that would fail first, and so save
 *     the message by being reported, must have used up their failures
 */
record Interference(int earlierInGroup, int others, int othersAfterActing, int laterEndsRunsFrom) {
  static final int NEVER = Integer.MAX_VALUE;
  static final Interference NONE = new Interference(0, 0, 0, NEVER);

  /** How many receives from this one on can be spoilt, as if there were no limit of receives. */
  long from(int receive) {
    long spoilt = Math.max(0L, (long) earlierInGroup - receive + 1) + others;
    return receive + spoilt >= laterEndsRunsFrom ? NEVER : spoilt;
  }

  /** How many of so many receives can be spoilt after the message was done, if it never fails. */
  int afterActing(int receives) {
    int later = from(1) == NEVER ? Math.max(0, receives - laterEndsRunsFrom + 1) : 0;
    return Math.max(later, Math.min(receives, othersAfterActing));
  }
}
