package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import java.util.List;
import java.util.Optional;

/**
 * What reaches the dead-letter queue of one message, over all ways in which it can end.
 *
 * @param copies records that the DLQ consumer sees: direct copies and the moved message
 * @param receiveCount at the first DLQ receive of the moved message, else of a direct copy
 */
record DlqArrivals(IntRange copies, Optional<IntRange> receiveCount) {

  /**
   * Arrivals of a message that the function does not forward.
   *
   * @param moved how often the moved message can be seen, 0 to 1
   * @param countOfMoved its receive count there
   */
  static DlqArrivals movedOnly(PossibleEnds ends, IntRange moved, int countOfMoved) {
    boolean alone = ends.success().isEmpty() && ends.expired().isEmpty();
    IntRange copies = alone ? moved : moved.or(IntRange.exactly(0));
    return new DlqArrivals(copies, ifSeen(moved, countOfMoved));
  }

  /**
   * Arrivals of a message that the function forwards: a copy goes out in each run that reaches it,
   * also if the run then fails through another record.
   *
   * @param runs how many runs each failed receive causes
   * @param spoiled says how many receives can fail after the copy went out
   */
  static DlqArrivals forwarded(
      PossibleEnds ends, IntRange moved, int countOfMoved, int runs, SpoiledReceives spoiled) {
    Optional<IntRange> ofSuccess =
        ends.success()
            .map(range -> new IntRange(1, 1 + runs * spoiled.afterActing(1, range.max() - 1)));
    Optional<IntRange> ofExpiry =
        ends.expired().map(range -> new IntRange(0, runs * spoiled.afterActing(1, range.max())));
    int spoilt = runs * spoiled.afterActing(1, ends.limit());
    Optional<IntRange> ofMove =
        ends.deadLettered()
            ? Optional.of(new IntRange(moved.min(), moved.max() + spoilt))
            : Optional.empty();
    Optional<IntRange> ofCopy =
        ofSuccess.isPresent() || spoilt > 0 ? Optional.of(IntRange.exactly(1)) : Optional.empty();
    return new DlqArrivals(
        IntRange.union(List.of(ofSuccess, ofExpiry, ofMove)).orElseThrow(),
        IntRange.union(List.of(ofCopy, ifSeen(moved, countOfMoved))));
  }

  /**
   * Where a throttled run may begin so late that it outlasts the visibility timeout, so that the
   * message runs, and sends its copy, again: with up to so many copies, and the moved message.
   */
  DlqArrivals withCopies(int runs) {
    return new DlqArrivals(
        new IntRange(copies.min(), Math.max(copies.max(), runs + 1)), receiveCount);
  }

  /** Where what is in the dead-letter queue may be throttled, too. */
  DlqArrivals throttled(ThrottledInDlq there) {
    return new DlqArrivals(
        there.unseen() ? copies.or(IntRange.exactly(0)) : copies,
        receiveCount.map(count -> count.or(there.counts(count.max()))));
  }

  private static Optional<IntRange> ifSeen(IntRange moved, int count) {
    return moved.max() == 0 ? Optional.empty() : Optional.of(IntRange.exactly(count));
  }
}
