package dev.retrylab.harness.expect;

/**
 * How often others can spoil the runs of a message that would succeed by itself. All that matters
 * about the other messages, whatever batches they form, is how many of the message's receives can
 * end in an error through them; each such receive needs a failing run of one of them.
 *
 * @param earlierInGroup the last receive that an earlier message of its group can spoil. Such a
 *     message stays in front of it from the first shared receive on, so these are the first ones
 * @param others how many receives, whichever, all other messages can spoil
 * @param afterActing how many of those can be spoilt after the message itself was done
 */
record Interference(int earlierInGroup, int others, int afterActing) {
  static final Interference NONE = new Interference(0, 0, 0);

  /** How many receives from this one on can be spoilt. */
  long from(int receive) {
    return Math.max(0L, (long) earlierInGroup - receive + 1) + others;
  }
}
