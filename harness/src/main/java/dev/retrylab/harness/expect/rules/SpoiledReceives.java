package dev.retrylab.harness.expect.rules;

/**
 * How often others can spoil the runs of a message that would succeed by itself. All that matters
 * about the other messages, whatever batches they form, is how many of the message's receives can
 * come to nothing through them; each such receive needs a failing run of one of them. A message
 * behind the failing one is given back unprocessed, one before it may be taken back after it was
 * done.
 *
 * @param earlierInGroup the last receive at which an earlier message of its group can leave it
 *     unprocessed. Such a message stays in front of it from the first shared receive on, so these
 *     are the first ones
 * @param others how many receives, whichever, all other messages can spoil
 * @param othersAhead how many of those can be spoilt before the message is reached
 * @param othersAfterActing how many of those can be spoilt after the message itself was done
 * @param laterEndsRunsFrom where item failures are reported: the first receive from which on a
 *     later message of its group that hangs or crashes can spoil each one, after the message was
 *     done; {@link #NEVER} if there is none. Those in between that would fail first, and so save
 *     the message by being reported, must have used up their failures
 */
record SpoiledReceives(
    int earlierInGroup, int others, int othersAhead, int othersAfterActing, int laterEndsRunsFrom) {
  static final int NEVER = Integer.MAX_VALUE;
  static final SpoiledReceives NONE = new SpoiledReceives(0, 0, 0, 0, NEVER);

  /**
   * Whatever can happen to so many receives.
   *
   * @param shared whether another message may be ahead of it in its batch
   */
  static SpoiledReceives anything(int limit, boolean shared) {
    return new SpoiledReceives(0, limit, shared ? limit : 0, limit, NEVER);
  }

  /** Whether whatever happens to a receive can spoil it. */
  boolean isAnything() {
    return others > 0 && others == othersAfterActing && earlierInGroup == 0;
  }

  /**
   * How many receives from this one on can be spoilt where the message itself may fail at some of
   * them, and so be there for longer.
   */
  long from(int receive, int ownFailures) {
    return Math.max(from(receive), from(receive + ownFailures));
  }

  /** How many receives from this one on can be spoilt, as if there were no limit of receives. */
  long from(int receive) {
    long spoilt = Math.max(0L, (long) earlierInGroup - receive + 1) + others;
    return receive + spoilt >= laterEndsRunsFrom ? NEVER : spoilt;
  }

  /**
   * How many of so many receives can be spoilt after the message was done.
   *
   * @param firstDone the first receive at which it does not fail by itself
   */
  int afterActing(int firstDone, int receives) {
    int done = Math.max(0, receives - firstDone + 1);
    int later =
        from(firstDone) == NEVER
            ? Math.max(0, receives - Math.max(laterEndsRunsFrom, firstDone) + 1)
            : 0;
    return Math.min(done, later + othersAfterActing);
  }

  /** How many of so many receives can end before the message is reached. */
  int unprocessed(int receives) {
    return (int) Math.min(receives, (long) earlierInGroup + othersAhead);
  }
}
