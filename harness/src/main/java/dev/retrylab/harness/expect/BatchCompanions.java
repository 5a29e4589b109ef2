package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What the messages of a scenario can do to each other by sharing a batch, over every grouping that
 * the rules allow: over a standard queue any messages in any order; over a FIFO queue those of one
 * group in their order and without gaps, those of different groups in any order.
 */
final class BatchCompanions {
  private final int limit;
  private final int batchSize;
  private final boolean reports;
  private final Failures fails;
  private final boolean ordered;
  private final boolean outlastsVisibility;
  private final long failures;
  private final long failuresAfterOthers;

  /**
   * @param limit how often a message may be received
   */
  BatchCompanions(Scenario scenario, int limit) {
    this.limit = limit;
    this.batchSize = scenario.mapping().batchSize();
    this.reports = scenario.mapping().reportBatchItemFailures();
    this.fails = new Failures(reports);
    this.ordered = scenario.queue().type() == QueueType.FIFO;
    this.outlastsVisibility = outlastsVisibility(scenario);
    this.failures = total(scenario.messages(), this::failures);
    this.failuresAfterOthers = total(scenario.messages(), this::failuresAfterOthers);
  }

  /**
   * Whether collecting a batch and running it can take longer than its messages stay hidden, so
   * that they are received again in the meantime.
   */
  static boolean outlastsVisibility(Scenario scenario) {
    Duration busy = scenario.mapping().batchingWindow().plus(scenario.function().timeout());
    return busy.compareTo(scenario.queue().visibilityTimeout()) > 0;
  }

  /** How many runs of a message can fail by its own fault. */
  private int failures(MessageSpec message) {
    return Math.min(limit, fails.upToReceive(message.behaviour()));
  }

  /** How many of those take back the records that were done before it in the batch. */
  private int failuresAfterOthers(MessageSpec message) {
    return reports && !fails.endsRun(message.behaviour()) ? 0 : failures(message);
  }

  private static long total(List<MessageSpec> messages, ToIntFunction<MessageSpec> count) {
    return messages.stream().mapToLong(count::applyAsInt).sum();
  }

  /** What can happen to each member of a group, in its order. */
  List<Interference> with(GroupMembers group) {
    if (outlastsVisibility) {
      Interference anything = new Interference(0, limit, limit, Interference.NEVER);
      return Collections.nCopies(group.size(), anything);
    }
    if (batchSize == 1) {
      return Collections.nCopies(group.size(), Interference.NONE);
    }
    long elsewhere = failures - total(group.members(), this::failures);
    long elsewhereAfter = failuresAfterOthers - total(group.members(), this::failuresAfterOthers);
    int[] failing = group.members().stream().mapToInt(this::failures).toArray();
    int[] after = group.members().stream().mapToInt(this::failuresAfterOthers).toArray();
    return IntStream.range(0, group.size())
        .mapToObj(index -> with(group, index, failing, after, elsewhere, elsewhereAfter))
        .toList();
  }

  private Interference with(
      GroupMembers group,
      int index,
      int[] failing,
      int[] after,
      long elsewhere,
      long elsewhereAfter) {
    int earlier = 0;
    long behind = 0;
    for (int distance = 1; ordered && distance < batchSize; distance++) {
      earlier = Math.max(earlier, index >= distance ? failing[index - distance] : 0);
      behind += index + distance < after.length ? after[index + distance] : 0;
    }
    if (reports) {
      int endsFrom = ordered ? laterEndsRunsFrom(group, index, failing) : Interference.NEVER;
      return new Interference(earlier, capped(elsewhere), capped(elsewhereAfter), endsFrom);
    }
    int others = capped(elsewhere + behind);
    return new Interference(earlier, others, capped(elsewhereAfter + behind), Interference.NEVER);
  }

  /** Looks for the nearest later message that ends its run, and what is reported before it. */
  private int laterEndsRunsFrom(GroupMembers group, int index, int[] failing) {
    int reportedUpTo = 0;
    int end = Math.min(group.size(), index + batchSize);
    for (int later = index + 1; later < end; later++) {
      if (fails.endsRun(group.members().get(later).behaviour())) {
        return reportedUpTo < limit ? reportedUpTo + 1 : Interference.NEVER;
      }
      reportedUpTo = Math.max(reportedUpTo, failing[later]);
    }
    return Interference.NEVER;
  }

  private int capped(long count) {
    return (int) Math.min(count, limit);
  }
}
