package dev.retrylab.harness.expect;

import dev.retrylab.harness.scenario.Behaviour;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueType;
import dev.retrylab.harness.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names the rules that a prediction rests on. */
final class Because {
  private final Scenario scenario;
  private final RuleSet rules;
  private final Concurrency concurrency;
  // Many messages share the same few lists; List.copyOf keeps a list that it made itself.
  private final Map<List<Rule>, List<String>> sentences = new HashMap<>();

  Because(Scenario scenario, RuleSet rules) {
    this.scenario = scenario;
    this.rules = rules;
    this.concurrency = Concurrency.of(scenario);
  }

  List<String> of(
      MessageSpec message,
      Interference interference,
      Outcomes outcomes,
      IntRange redriven,
      boolean waits) {
    List<Rule> applied = new ArrayList<>();
    rules.assumption().ifPresent(applied::add);
    addWaiting(applied, waits);
    addRuns(applied, message, outcomes);
    addBatch(applied, interference);
    addAnswer(applied, message);
    addConcurrency(applied);
    addEnds(applied, outcomes, redriven);
    if (outcomes.deadLettered() && interference.unprocessed(outcomes.limit()) == outcomes.limit()) {
      applied.add(DocumentedRules.UNRUN);
    }
    return sentences.computeIfAbsent(
        applied, list -> List.copyOf(list.stream().map(Rule::sentence).toList()));
  }

  private void addWaiting(List<Rule> applied, boolean waits) {
    if (!scenario.queue().delay().isZero()) {
      applied.add(DocumentedRules.DELAY);
    }
    if (waits) {
      applied.add(DocumentedRules.GROUP_ORDER);
    }
  }

  private void addRuns(List<Rule> applied, MessageSpec message, Outcomes outcomes) {
    boolean fails = outcomes.failedReceives().max() > 0;
    if (fails && rules.asyncRetries() == RuleSet.Async.NEVER) {
      applied.add(DocumentedRules.SYNCHRONOUS);
    }
    if (outcomes.receives().max() > 1 && !rules.clockStartsAtFailure()) {
      applied.add(DocumentedRules.VISIBILITY);
    }
    if (message.behaviour() instanceof Behaviour.Forward) {
      applied.add(DocumentedRules.OWN_COPY);
    }
    if (outcomes.success().isPresent()) {
      applied.add(DocumentedRules.SUCCESS_DELETES);
    }
  }

  private void addAnswer(List<Rule> applied, MessageSpec message) {
    boolean read = scenario.mapping().reportBatchItemFailures();
    if (read && message.behaviour() instanceof Behaviour.BadAnswer bad) {
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
  }

  private void addBatch(List<Rule> applied, Interference interference) {
    if (BatchCompanions.outlastsVisibility(scenario)) {
      applied.add(DocumentedRules.WINDOW);
      return;
    }
    boolean reports = scenario.mapping().reportBatchItemFailures();
    if (reports && scenario.mapping().batchSize() > 1) {
      applied.add(itemFailures());
    }
    if (interference.equals(Interference.NONE)) {
      return;
    }
    if (!reports) {
      applied.add(DocumentedRules.WHOLE_BATCH);
    }
    if (reports && interference.afterActing(1, scenario.queue().maxReceiveCount()) > 0) {
      applied.add(DocumentedRules.LOST_REPORT);
    }
    if (scenario.queue().type() == QueueType.FIFO && interference.others() > 0) {
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

  private void addEnds(List<Rule> applied, Outcomes outcomes, IntRange redriven) {
    if (outcomes.deadLettered() && rules.retries()) {
      applied.add(DocumentedRules.MAX_RECEIVES);
    }
    if (redriven.max() > 0 && !rules.countRestartsInDlq()) {
      applied.add(DocumentedRules.COUNT_CARRIES_OVER);
    }
    if (outcomes.expired().isPresent() && !scenario.queue().deadLetterQueue()) {
      applied.add(DocumentedRules.NO_DLQ);
    }
    if (outcomes.expired().isPresent()) {
      applied.add(DocumentedRules.RETENTION);
    }
    if (outcomes.deadLettered() && redriven.min() == 0) {
      applied.add(DocumentedRules.DLQ_RETENTION);
    }
    if (rules.phantomReceives() > 0) {
      applied.add(DocumentedRules.PHANTOMS);
    }
  }
}
