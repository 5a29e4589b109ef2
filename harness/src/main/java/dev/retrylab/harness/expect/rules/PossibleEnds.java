package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which a message can end, each with the receives it takes.
 *
 * @param success the receive at which the function succeeds with it
 * @param deadLettered whether it can use up all its receives and be moved
 * @param expired the receives it had when its retention ran out
 * @param limit receives before the move
 */
record PossibleEnds(
    Optional<IntRange> success, boolean deadLettered, Optional<IntRange> expired, int limit) {

  /**
   * @param firstSuccess the first receive at which it would succeed by itself
   * @param spoilable how many receives from that one on can end in an error through others
   * @param moves whether there is a dead-letter queue to move to
   */
  static PossibleEnds of(
      int limit,
      int firstSuccess,
      long spoilable,
      ReceiveTimes times,
      Duration retention,
      boolean moves) {
    boolean canSucceed = firstSuccess <= limit;
    boolean canRunOut = !canSucceed || spoilable > limit - firstSuccess;
    int lastSuccess = canSucceed ? (int) Math.min(limit, firstSuccess + spoilable) : 0;
    int possible = times.possibleBefore(retention, limit + 1);
    int assured = times.assuredBefore(retention, limit + 1);
    Optional<IntRange> success =
        canSucceed && firstSuccess <= possible
            ? Optional.of(new IntRange(firstSuccess, Math.min(lastSuccess, possible)))
            : Optional.empty();
    // The receive after the last one allowed is the move.
    int needed = canRunOut ? limit + 1 : lastSuccess;
    int mostUnfinished = Math.min(needed - 1, possible);
    Optional<IntRange> expired =
        assured >= needed && (moves || !canRunOut)
            ? Optional.empty()
            : Optional.of(new IntRange(Math.min(assured, mostUnfinished), mostUnfinished));
    return new PossibleEnds(success, moves && canRunOut && possible > limit, expired, limit);
  }

  /** How often the queue counts a receive. */
  IntRange receives() {
    return union(success);
  }

  /** How many of those end in an error: all but the one that succeeds. */
  IntRange failedReceives() {
    return union(success.map(range -> new IntRange(range.min() - 1, range.max() - 1)));
  }

  private IntRange union(Optional<IntRange> ofSuccess) {
    Optional<IntRange> moved =
        deadLettered ? Optional.of(IntRange.exactly(limit)) : Optional.empty();
    return IntRange.union(List.of(ofSuccess, moved, expired)).orElseThrow();
  }

  /**
   * The lower bound, since sent, of the time at which the queue is rid of it.
   *
   * @param work how long a run takes that succeeds
   */
  Duration goneNotBefore(ReceiveTimes times, Duration work, Duration retention) {
    Duration moved = times.receive(limit + 1);
    Duration done = success.map(run -> times.receive(run.min()).plus(work)).orElse(moved);
    Duration first = deadLettered && moved.compareTo(done) < 0 ? moved : done;
    return first.compareTo(retention) < 0 ? first : retention;
  }

  /** By when, since sent, the queue is taken to be rid of it. */
  Duration goneLate(ReceiveTimes times, Duration retention) {
    Duration done =
        times.receiveLate(deadLettered ? limit + 1 : success.map(IntRange::max).orElse(1));
    return expired.isEmpty() && done.compareTo(retention) < 0 ? done : retention;
  }
}
