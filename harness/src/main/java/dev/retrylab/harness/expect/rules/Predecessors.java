package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The messages of a FIFO group that are ahead of the next one, each with the lower bound of the
 * time at which it leaves the queue. The next one is received once so few of them are left that
 * they all share its batch.
 */
final class Predecessors {
  private final int batchSize;
  private final boolean inOrder;
  private final Queue<Duration> last;
  private Duration latestGone = Duration.ZERO;

  private Predecessors(int batchSize, boolean inOrder) {
    this.batchSize = batchSize;
    this.inOrder = inOrder;
    this.last = inOrder ? new ArrayDeque<>() : new PriorityQueue<>();
  }

  /**
   * They leave in their order, but where the function reports only what failed: then those behind a
   * message that fails may leave before it.
   */
  static Predecessors in(Scenario scenario) {
    boolean overtaking =
        scenario.mapping().reportBatchItemFailures()
            && scenario.partialBatch() == PartialBatch.FAILED_ONLY;
    return new Predecessors(scenario.mapping().batchSize(), !overtaking);
  }

  /** Adds the next one. */
  void add(Duration goneNotBefore) {
    latestGone = goneNotBefore.compareTo(latestGone) > 0 ? goneNotBefore : latestGone;
    last.add(inOrder ? latestGone : goneNotBefore);
    if (last.size() > batchSize) {
      last.remove();
    }
  }

  /** The lower bound of the time at which the next one can be received, since the start. */
  Duration blockUntil() {
    return last.size() < batchSize ? Duration.ZERO : last.element();
  }
}
