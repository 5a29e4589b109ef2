package dev.retrylab.harness.expect;

import java.util.List;
import java.util.Optional;

/**
 * What reaches the dead-letter queue of one message, over all ways in which it can end.
 *
 * @param copies records that the DLQ consumer sees: direct copies and the redriven message
 * @param receiveCount at the first DLQ receive of the redriven message, else of a direct copy
 */
record DlqArrivals(IntRange copies, Optional<IntRange> receiveCount) {

  /**
   * Arrivals of a message that the function does not forward.
   *
   * @param redriven how often the redriven message can be seen, 0 to 1
   * @param countOfRedriven its receive count there
   */
  static DlqArrivals redrivenOnly(Outcomes outcomes, IntRange redriven, int countOfRedriven) {
    boolean alone = outcomes.success().isEmpty() && outcomes.expired().isEmpty();
    IntRange copies = alone ? redriven : redriven.or(IntRange.exactly(0));
    return new DlqArrivals(copies, ifSeen(redriven, countOfRedriven));
  }

  /**
   * Arrivals of a message that the function forwards: a copy goes out in each run that reaches it,
   * also if the run then fails through another record.
   *
   * @param runs how many runs each failed receive causes
   * @param interference says how many receives can fail after the copy went out
   */
  static DlqArrivals forwarded(
      Outcomes outcomes,
      IntRange redriven,
      int countOfRedriven,
      int runs,
      Interference interference) {
    Optional<IntRange> ofSuccess =
        outcomes
            .success()
            .map(range -> new IntRange(1, 1 + runs * interference.afterActing(1, range.max() - 1)));
    Optional<IntRange> ofExpiry =
        outcomes
            .expired()
            .map(range -> new IntRange(0, runs * interference.afterActing(1, range.max())));
    int spoilt = runs * interference.afterActing(1, outcomes.limit());
    Optional<IntRange> ofMove =
        outcomes.deadLettered()
            ? Optional.of(new IntRange(redriven.min(), redriven.max() + spoilt))
            : Optional.empty();
    Optional<IntRange> ofCopy =
        ofSuccess.isPresent() || spoilt > 0 ? Optional.of(IntRange.exactly(1)) : Optional.empty();
    return new DlqArrivals(
        IntRange.union(List.of(ofSuccess, ofExpiry, ofMove)).orElseThrow(),
        IntRange.union(List.of(ofCopy, ifSeen(redriven, countOfRedriven))));
  }

  /**
   * Where a throttled run may begin so late that it outlasts the visibility timeout, so that the
   * message runs, and sends its copy, again: with up to so many copies, and the redriven message.
   */
  DlqArrivals withCopies(int runs) {
    return new DlqArrivals(
        new IntRange(copies.min(), Math.max(copies.max(), runs + 1)), receiveCount);
  }

  private static Optional<IntRange> ifSeen(IntRange redriven, int count) {
    return redriven.max() == 0 ? Optional.empty() : Optional.of(IntRange.exactly(count));
  }
}
