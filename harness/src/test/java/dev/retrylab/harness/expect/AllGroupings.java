package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.timeline.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plays a small scenario through in every way that the rules allow: each next batch is any
 * selection of the messages still queued, in any order, that keeps the order within FIFO groups.
 * Knows no times and no abstractions; written to contradict the predictor, not to share with it.
 */
final class AllGroupings {

  /** What has happened to one message so far; {@code fate} is QUEUED until it is gone. */
  record State(int receives, int errors, int unprocessed, int copies, Fate fate) {}

  private final Scenario scenario;
  private final List<MessageSpec> messages;
  private final int limit;

  AllGroupings(Scenario scenario) {
    this.scenario = scenario;
    this.messages = scenario.inSendOrder();
    this.limit = scenario.queue().maxReceiveCount();
  }

  /** For each message, in the order of sending, every state in which it can end. */
  List<Set<State>> ends() {
    List<Set<State>> ends = new ArrayList<>();
    messages.forEach(message -> ends.add(new HashSet<>()));
    Set<List<State>> seen = new HashSet<>();
    Deque<List<State>> open = new ArrayDeque<>();
    open.add(Collections.nCopies(messages.size(), new State(0, 0, 0, 0, Fate.QUEUED)));
    while (!open.isEmpty()) {
      List<State> now = open.pop();
      if (!seen.add(now)) {
        continue;
      }
      List<List<Integer>> batches = new ArrayList<>();
      addBatches(now, new ArrayList<>(), batches);
      for (List<Integer> batch : batches) {
        open.push(after(now, batch));
      }
      if (batches.isEmpty()) {
        for (int i = 0; i < now.size(); i++) {
          ends.get(i).add(now.get(i));
        }
      }
    }
    return ends;
  }

  private void addBatches(List<State> now, List<Integer> batch, List<List<Integer>> batches) {
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    if (batch.size() == scenario.mapping().batchSize()) {
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).fate() == Fate.QUEUED && !batch.contains(i) && inOrder(now, batch, i)) {
        batch.add(i);
        addBatches(now, batch, batches);
        batch.remove(batch.size() - 1);
      }
    }
  }

  /** Over FIFO, all earlier messages of the group are gone or in the batch already. */
  private boolean inOrder(List<State> now, List<Integer> batch, int index) {
    if (scenario.queue().type() == QueueType.STANDARD) {
      return true;
    }
    for (int i = 0; i < index; i++) {
      boolean sameGroup = messages.get(i).group().equals(messages.get(index).group());
      if (sameGroup && now.get(i).fate() == Fate.QUEUED && !batch.contains(i)) {
        return false;
      }
    }
    return true;
  }

  private List<State> after(List<State> now, List<Integer> batch) {
    List<Integer> done = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    boolean lost = false;
    for (int index : batch) {
      if (lost || leavesOut(index, failed, leftOut)) {
        leftOut.add(index);
      } else if (fails(now, index)) {
        failed.add(index);
        lost = !answers(messages.get(index).behaviour());
      } else {
        done.add(index);
      }
    }
    List<State> next = new ArrayList<>(now);
    for (int index : batch) {
      boolean deleted = done.contains(index) && !lost;
      next.set(index, after(now, index, done.contains(index), leftOut.contains(index), deleted));
    }
    return next;
  }

  private boolean leavesOut(int index, List<Integer> failed, List<Integer> leftOut) {
    return switch (scenario.partialBatch()) {
      case FAILED_ONLY -> false;
      case STOP_AT_FIRST -> !failed.isEmpty();
      case SKIP_GROUP ->
          scenario.queue().type() == QueueType.FIFO
              && Stream.concat(failed.stream(), leftOut.stream())
                  .anyMatch(
                      other -> messages.get(other).group().equals(messages.get(index).group()));
    };
  }

  /** Whether the run still tells the mapping which records failed. */
  private boolean answers(Behaviour failed) {
    return scenario.mapping().reportBatchItemFailures()
        && !(failed instanceof Behaviour.MalformedResponse)
        && !(failed instanceof Behaviour.Hang)
        && !(failed instanceof Behaviour.Crash);
  }

  private boolean fails(List<State> now, int index) {
    Behaviour behaviour = messages.get(index).behaviour();
    if (behaviour instanceof Behaviour.FailTimes some) {
      return now.get(index).receives() + 1 <= some.times();
    }
    if (behaviour instanceof Behaviour.MalformedResponse bad) {
      return scenario.mapping().reportBatchItemFailures() && bad.failsBatch();
    }
    return !(behaviour instanceof Behaviour.Succeed) && !(behaviour instanceof Behaviour.Forward);
  }

  private State after(List<State> now, int index, boolean acted, boolean leftOut, boolean deleted) {
    State before = now.get(index);
    boolean forwards = messages.get(index).behaviour() instanceof Behaviour.Forward;
    int receives = before.receives() + 1;
    int copies = before.copies() + (acted && forwards ? 1 : 0);
    if (deleted) {
      Fate fate = forwards ? Fate.FORWARDED : Fate.CONSUMED;
      return new State(receives, before.errors(), before.unprocessed(), copies, fate);
    }
    // At the limit the next receive is the move, whatever it is part of.
    boolean moved = receives == limit;
    return new State(
        receives,
        before.errors() + (leftOut ? 0 : 1),
        before.unprocessed() + (leftOut ? 1 : 0),
        copies + (moved ? 1 : 0),
        moved ? Fate.DEAD_LETTERED : Fate.QUEUED);
  }
}
