package dev.retrylab.harness.expect.rules;

import dev.retrylab.harness.expect.prediction.IntRange;
import dev.retrylab.harness.expect.prediction.Rule;
import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.FailBetween;
import dev.retrylab.harness.scenario.FailWithVisibility;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import java.util.ArrayList;
import java.util.List;

/** Names the rules that a prediction rests on. */
final class AppliedRules {
  private final Scenario scenario;
  private final RuleSet rules;
  private final Concurrency concurrency;

  /** Whether the function works on any record for a time. */
  private final boolean works;

  AppliedRules(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.concurrency = Concurrency.of(scenario);
    this.works = scenario.messages().stream().anyMatch(one -> !one.duration().isZero());
  }

  List<Rule> of(
      Behaviour behaviour,
      SpoiledReceives spoiled,
      PossibleEnds ends,
      IntRange moved,
      boolean overlaps,
      boolean waits) {
    List<Rule> applied = new ArrayList<>();
    rules.belief().map(Belief::rule).ifPresent(applied::add);
    addWaiting(applied, waits);
    addRuns(applied, behaviour, ends);
    addBatch(applied, behaviour, spoiled, overlaps);
    addAnswer(applied, behaviour);
    addConcurrency(applied);
    addEnds(applied, ends, moved);
    if (ends.deadLettered() && spoiled.unprocessed(ends.limit()) == ends.limit()) {
      applied.add(DocumentedRules.UNRUN);
    }
    return applied;
  }

  private void addWaiting(List<Rule> applied, boolean waits) {
    if (!scenario.queue().delay().isZero()) {
      applied.add(DocumentedRules.DELAY);
    }
    if (waits) {
      applied.add(DocumentedRules.GROUP_ORDER);
    }
  }

  private void addRuns(List<Rule> applied, Behaviour behaviour, PossibleEnds ends) {
    boolean fails = ends.failedReceives().max() > 0;
    if (fails
        && !rules.believes(Belief.ASYNC_RETRIES_APPLY)
        && !rules.believes(Belief.VISIBILITY_TOO_SHORT)) {
      applied.add(DocumentedRules.SYNCHRONOUS);
    }
    if (ends.receives().max() > 1 && !rules.believes(Belief.CLOCK_STARTS_AT_FAILURE)) {
      applied.add(
          behaviour instanceof FailWithVisibility
              ? DocumentedRules.OWN_VISIBILITY
              : DocumentedRules.VISIBILITY);
    }
    if (scenario.steps().stream().anyMatch(Step.SetQueue.class::isInstance)) {
      applied.add(StepRules.CHANGE_TAKES_TIME);
    }
    if (behaviour instanceof FailBetween) {
      applied.add(DocumentedRules.TIME_OF_RUN);
    }
    if (behaviour instanceof Behaviour.Forward) {
      applied.add(DocumentedRules.OWN_COPY);
    }
    if (ends.success().isPresent()) {
      applied.add(DocumentedRules.SUCCESS_DELETES);
    }
  }

  private void addAnswer(List<Rule> applied, Behaviour behaviour) {
    boolean read = scenario.mapping().reportBatchItemFailures();
    if (read && behaviour instanceof Behaviour.MalformedResponse bad) {
      applied.add(bad.failsBatch() ? DocumentedRules.BAD_ANSWER : DocumentedRules.EMPTY_ANSWER);
    }
  }

  private void addConcurrency(List<Rule> applied) {
    if (scenario.mapping().maximumConcurrency().isPresent()) {
      applied.add(DocumentedRules.MAXIMUM_CONCURRENCY);
    }
    if (concurrency.throttles()) {
      applied.add(DocumentedRules.THROTTLE);
    }
    if (concurrency.throttlesByAccount()) {
      applied.add(DocumentedRules.ACCOUNT_CONCURRENCY);
    }
  }

  private void addBatch(
      List<Rule> applied, Behaviour behaviour, SpoiledReceives spoiled, boolean overlaps) {
    if (overlaps) {
      applied.add(DocumentedRules.WINDOW);
      return;
    }
    if (works && (behaviour instanceof Behaviour.Hang || spoiled.isAnything())) {
      applied.add(DocumentedRules.FUNCTION_TIMEOUT);
    }
    boolean reports = scenario.mapping().reportBatchItemFailures();
    if (reports && scenario.mapping().batchSize() > 1) {
      applied.add(itemFailures());
    }
    if (spoiled.equals(SpoiledReceives.NONE)) {
      return;
    }
    if (!reports) {
      applied.add(DocumentedRules.WHOLE_BATCH);
    }
    if (reports && spoiled.afterActing(1, scenario.queue().maxReceiveCount()) > 0) {
      applied.add(DocumentedRules.LOST_REPORT);
    }
    if (scenario.queue().type() == QueueType.FIFO && spoiled.others() > 0) {
      applied.add(DocumentedRules.GROUPS_MAY_MIX);
    }
  }

  private Rule itemFailures() {
    return switch (scenario.partialBatch()) {
      case STOP_AT_FIRST -> DocumentedRules.ITEM_FAILURES;
      case FAILED_ONLY -> DocumentedRules.FAILED_ONLY;
      case SKIP_GROUP -> DocumentedRules.SKIP_GROUP;
    };
  }

  private void addEnds(List<Rule> applied, PossibleEnds ends, IntRange moved) {
    if (ends.deadLettered() && !rules.believes(Belief.NO_RETRY)) {
      applied.add(DocumentedRules.MAX_RECEIVES);
    }
    if (moved.max() > 0 && !rules.believes(Belief.COUNT_RESTARTS_IN_DLQ)) {
      applied.add(DocumentedRules.COUNT_CARRIES_OVER);
    }
    if (ends.expired().isPresent() && !scenario.queue().deadLetterQueue()) {
      applied.add(DocumentedRules.NO_DLQ);
    }
    if (ends.expired().isPresent()) {
      applied.add(DocumentedRules.RETENTION);
    }
    if (ends.deadLettered() && moved.min() == 0) {
      applied.add(DocumentedRules.DLQ_RETENTION);
    }
    if (rules.phantomReceives() > 0) {
      applied.add(DocumentedRules.PHANTOMS);
    }
  }
}
