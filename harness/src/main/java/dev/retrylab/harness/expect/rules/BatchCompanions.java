package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.PartialBatch;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.QueueVisibility;
import dev.retrylab.harness.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
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
  private final PartialBatch partialBatch;
  private final Failures fails;
  private final RunLengths lengths;
  private final boolean ordered;
  private final boolean outlastsVisibility;
  private final long failuresBeforeOthers;
  private final long failuresAfterOthers;

  /**
   * @param limit how often a message may be received
   */
  BatchCompanions(Scenario scenario, int limit) {
    this.limit = limit;
    this.batchSize = scenario.mapping().batchSize();
    this.reports = scenario.mapping().reportBatchItemFailures();
    this.partialBatch = scenario.partialBatch();
    this.fails = Failures.in(scenario);
    this.lengths = RunLengths.in(scenario);
    this.ordered = scenario.queue().type() == QueueType.FIFO;
    this.outlastsVisibility = outlastsVisibility(scenario);
    this.failuresBeforeOthers = total(scenario.messages(), this::failuresBeforeOthers);
    this.failuresAfterOthers = total(scenario.messages(), this::failuresAfterOthers);
  }

  /**
   * Whether collecting a batch and running it can take longer than its messages stay hidden, so
   * that they are received again in the meantime.
   */
  static boolean outlastsVisibility(Scenario scenario) {
    return outlasts(scenario, scenario.queueVisibility());
  }

  /** The same of messages that stay hidden for one of these times. */
  static boolean outlasts(Scenario scenario, QueueVisibility visibility) {
    Duration busy = scenario.mapping().batchingWindow().plus(scenario.function().timeout());
    return busy.compareTo(visibility.shortest()) > 0;
  }

  /** How many runs of a message can fail by its own fault: all up to the last that can. */
  private int failures(MessageSpec message) {
    return fails.lastWithin(message, limit);
  }

  /** How many of its first runs surely fail, if the message is reached in them. */
  private int sureFailures(MessageSpec message) {
    return Math.min(limit, fails.upToReceive(message));
  }

  /** How many of those leave the records of other groups behind it in the batch unprocessed. */
  private int failuresBeforeOthers(MessageSpec message) {
    return fails.stopsBatch(message.behaviour()) ? failures(message) : 0;
  }

  /** How many of those leave the records of its own group behind it in the batch unprocessed. */
  private int failuresBeforeGroup(MessageSpec message) {
    return fails.stopsGroup(message.behaviour()) ? failures(message) : 0;
  }

  /** How many of those take back the records that were done before it in the batch. */
  private int failuresAfterOthers(MessageSpec message) {
    return fails.takesBack(message.behaviour()) ? failures(message) : 0;
  }

  private static long total(List<MessageSpec> messages, ToIntFunction<MessageSpec> count) {
    return messages.stream().mapToLong(count::applyAsInt).sum();
  }

  /** What can happen to each member of a group, in its order. */
  List<SpoiledReceives> with(List<MessageSpec> group) {
    SpoiledReceives anything = SpoiledReceives.anything(limit, /* shared= */ batchSize > 1);
    if (batchSize == 1) {
      return group.stream()
          .map(one -> lengths.mayTimeOut(one) ? anything : SpoiledReceives.NONE)
          .toList();
    }
    if (outlastsVisibility) {
      return Collections.nCopies(group.size(), anything);
    }
    long ahead = failuresBeforeOthers - total(group, this::failuresBeforeOthers);
    long after = failuresAfterOthers - total(group, this::failuresAfterOthers);
    return IntStream.range(0, group.size())
        .mapToObj(
            index ->
                lengths.mayTimeOut(group.get(index)) ? anything : with(group, index, ahead, after))
        .toList();
  }

  /**
   * @param ahead failing runs elsewhere that can come before the message in its batch
   * @param after those that can come after it and take it back; each of them can come before it too
   */
  private SpoiledReceives with(List<MessageSpec> group, int index, long ahead, long after) {
    int earlier = 0;
    long behind = 0;
    for (int distance = 1; ordered && distance < batchSize; distance++) {
      if (index >= distance) {
        earlier = Math.max(earlier, failuresBeforeGroup(group.get(index - distance)));
      }
      if (index + distance < group.size()) {
        behind += failuresAfterOthers(group.get(index + distance));
      }
    }
    if (reports) {
      int endsFrom = ordered ? laterEndsRunsFrom(group, index) : SpoiledReceives.NEVER;
      return new SpoiledReceives(earlier, capped(ahead), capped(ahead), capped(after), endsFrom);
    }
    return new SpoiledReceives(
        earlier,
        capped(ahead + behind),
        capped(ahead),
        capped(after + behind),
        SpoiledReceives.NEVER);
  }

  private int laterEndsRunsFrom(List<MessageSpec> group, int index) {
    return partialBatch == PartialBatch.FAILED_ONLY
        ? (laterEndsRun(group, index) ? 1 : SpoiledReceives.NEVER)
        : laterEndsRunsOnceReached(group, index);
  }

  /** Looks for the nearest later message that ends its run, and what is reported before it. */
  private int laterEndsRunsOnceReached(List<MessageSpec> group, int index) {
    int reportedUpTo = 0;
    int end = Math.min(group.size(), index + batchSize);
    for (int later = index + 1; later < end; later++) {
      if (fails.endsRun(group.get(later).behaviour())) {
        return reportedUpTo < limit ? reportedUpTo + 1 : SpoiledReceives.NEVER;
      }
      reportedUpTo = Math.max(reportedUpTo, sureFailures(group.get(later)));
    }
    return SpoiledReceives.NEVER;
  }

  /**
   * Where only what failed is reported: whether a later message that ends its run can share the
   * batch in which the message is done. While the message itself fails, those behind it that
   * succeed leave, and others move up.
   */
  private boolean laterEndsRun(List<MessageSpec> group, int index) {
    int failing = failures(group.get(index));
    List<Integer> between = new ArrayList<>();
    int next = index + 1;
    for (int receive = 1; receive <= failing + 1 && receive <= limit; receive++) {
      while (between.size() < batchSize - 1 && next < group.size()) {
        MessageSpec later = group.get(next++);
        if (fails.endsRun(later.behaviour())) {
          return true;
        }
        between.add(receive - 1 + sureFailures(later));
      }
      int now = receive;
      between.removeIf(failsUpTo -> failsUpTo < now);
    }
    return false;
  }

  private int capped(long count) {
    return (int) Math.min(count, limit);
  }
}
