package dev.retrylab.harness.experiment;

import dev.retrylab.harness.cost.RunCost;
import dev.retrylab.harness.deployment.local.LocalConcurrency;
import dev.retrylab.harness.deployment.local.LocalTarget;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.prediction.Prediction;
import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Watch;
import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.judge.evidence.Evidence;
import dev.retrylab.harness.judge.evidence.Finding;
import dev.retrylab.harness.judge.evidence.RunFinding;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import dev.retrylab.harness.observe.LogEvidence;
import dev.retrylab.harness.observe.LoggedUsage;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.QueueSettings;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.QueueCounts;
import dev.retrylab.harness.timeline.fold.FinalCountInference;
import dev.retrylab.harness.timeline.fold.TimelineFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes of the evidence of a run what it says. The same code while the run goes on and afterwards
 * from its files, so that both come to the same result.
 */
final class RunAnalysis {
  private final RunRecord record;
  private final StepLog steps;
  private final CountsLog counts;

  private final UnloggedEnds ends;
  private final TimelineFold fold;
  private final List<String> order;

  /** The scenario with the times at which it was really done, as far as they are known. */
  private Scenario asDone;

  /** Of that: made when they are asked for, since there may be many. */
  private Optional<List<Prediction>> predictions = Optional.empty();

  /**
   * @param steps what is known of the steps by now
   */
  RunAnalysis(RunRecord record, StepLog steps) {
    this(record, steps, new CountsLog());
  }

  /**
   * @param counts what the queues themselves counted by now
   */
  RunAnalysis(RunRecord record, StepLog steps, CountsLog counts) {
    this.record = record;
    this.steps = steps;
    this.counts = counts;
    this.asDone = record.scenario();
    this.ends = new UnloggedEnds(record.scenario(), record.conditions());
    this.order = order(record.scenario());
    this.fold = fold(record.scenario(), record.runId().text());
  }

  private static TimelineFold fold(Scenario scenario, String runId) {
    boolean itemFailures = scenario.mapping().reportBatchItemFailures();
    return scenario.trigger() == Trigger.EVENT
        ? TimelineFold.ofEvents(runId, itemFailures)
        : TimelineFold.ofMessages(runId, maxReceiveCount(scenario.queue()), itemFailures);
  }

  /** What a move task made is there after all that were sent. */
  private static List<String> order(Scenario scenario) {
    List<MessageSpec> workload = Hypotheses.workload(scenario);
    int sent = scenario.messages().size();
    return Stream.concat(
            scenario.inSendOrder().stream(), workload.subList(sent, workload.size()).stream())
        .map(MessageSpec::key)
        .toList();
  }

  private static OptionalInt maxReceiveCount(QueueSettings queue) {
    return queue.deadLetterQueue() ? OptionalInt.of(queue.maxReceiveCount()) : OptionalInt.empty();
  }

  List<Prediction> predictions() {
    if (predictions.isEmpty()) {
      predictions = Optional.of(Hypotheses.predictAll(asDone));
    }
    return predictions.get();
  }

  /**
   * All that is on record. What is expected from here on follows from it, too.
   *
   * @param logged what the log events say
   */
  List<Observation> observations(SentLog sent, List<Observation> logged) {
    List<Observation> raw = new ArrayList<>(logged);
    raw.addAll(steps.received());
    List<Observation> observations =
        new ArrayList<>(
            steps
                .firstMove(record.scenario())
                .map(since -> ReturnedMessages.toldApart(raw, since))
                .orElse(raw));
    List<Sent> known = sent.known(observations, record.runId(), steps.firstMove(record.scenario()));
    usePredictionsOf(known);
    observations.addAll(known);
    return observations;
  }

  /**
   * What the observations tell.
   *
   * @param observations all that is on record
   */
  History folded(List<Observation> observations) {
    return fold.fold(observations).inOrder(order);
  }

  /**
   * The same with the ends that no log tells of.
   *
   * @param lag the longest time that a log event took to become readable
   * @param watchedUntil up to which the log was read
   */
  History history(History folded, Duration lag, Instant watchedUntil) {
    History ended = ends.in(folded, lag, watchedUntil);
    return CountsLog.neededBy(record.scenario())
        ? ends.counted().in(ended, counts.sinceStart())
        : ended;
  }

  /**
   * The same when the watch is over: what became of the messages of which no log shows an end, as
   * far as the queues' counts tell.
   *
   * @param watchedUntil up to which the log was read
   */
  History atTheEnd(History watched, Instant watchedUntil) {
    boolean told = CountsLog.neededBy(record.scenario()) || !record.scenario().steps().isEmpty();
    return told ? watched : FinalCountInference.in(watched, counts.sinceStart(), watchedUntil);
  }

  /** When the last message comes to its end by age alone, of those that may do so. */
  Optional<Instant> lastExpiry(History history) {
    return ends.last(history, predictions());
  }

  /** What follows when is to be expected from what was really done when. */
  private void usePredictionsOf(List<Sent> sent) {
    Scenario actual = ActualSchedule.of(record, steps, sent);
    if (!actual.equals(asDone)) {
      asDone = actual;
      predictions = Optional.empty();
    }
  }

  Assessment assess(History history, LogEvidence log, Watermark watermark) {
    Watch watch = new Watch(predictions(), record.conditions());
    Instant now = watermark.watchedUntil();
    if (!CountsLog.neededBy(record.scenario())) {
      return watch.assess(history, now, log.longestLag());
    }
    Optional<String> uncounted = ends.counted().disagreement(history, counts.sinceStart());
    Assessment assessment = watch.assess(history, now, log.longestLag(), uncounted.isEmpty());
    return uncounted
        .map(why -> assessment.waitingFor(why, ends.counted().next(history, now)))
        .orElse(assessment);
  }

  /** The evidence is complete when nothing is left to wait for and the log then held still. */
  Evidence evidence(
      History history,
      Assessment assessment,
      LogEvidence log,
      Watermark watermark,
      List<LabFailure> failures) {
    boolean all = log.events() >= watermark.logEvents();
    List<String> waitedFor = new ArrayList<>(assessment.waitedFor());
    waitedFor.addAll(Watch.untold(history));
    List<String> missing = steps.missing(record.scenario());
    waitedFor.addAll(missing);
    if (!all) {
      waitedFor.add(
          "%d of the %d log events that were read; raw-logs.ndjson lacks them"
              .formatted(watermark.logEvents() - log.events(), watermark.logEvents()));
    }
    return new Evidence(
        all && missing.isEmpty() && assessment.done(watermark.watchedUntil()) && watermark.still(),
        waitedFor,
        watermark.watchedUntil(),
        log.events(),
        log.events() > Observer.LARGE,
        log.longestLag(),
        record.conditions(),
        record.drift(),
        failures,
        history.unexplainedInvocations());
  }

  private List<Finding> remarks(History history) {
    List<Finding> remarks = new ArrayList<>();
    if (CountsLog.neededBy(record.scenario())) {
      counts.sinceStart().map(seen -> counted(history, seen)).ifPresent(remarks::add);
    }
    if (record.target().equals(LocalTarget.NAME)) {
      LocalConcurrency concurrency = LocalConcurrency.of(record.scenario(), functions());
      if (concurrency.narrower()) {
        remarks.add(new RunFinding.RanNarrower(concurrency.atATime(), concurrency.available()));
      }
    }
    return remarks;
  }

  /** Runs of older versions do not tell: theirs were processes. */
  private RuntimeKind functions() {
    return record.functions().equals(Optional.of(RuntimeKind.SIMULATED.word()))
        ? RuntimeKind.SIMULATED
        : RuntimeKind.PROCESSES;
  }

  private static Finding counted(History history, QueueCounts seen) {
    return new RunFinding.CountedInQueues(
        Duration.between(history.start(), seen.at()), seen.inSource(), seen.inDlq());
  }

  /**
   * @param logged what was used, as the log tells
   */
  RunReport report(History history, Evidence evidence, LoggedUsage logged, String runDirectory) {
    return new RunReport(
        record.scenario(),
        record.target(),
        record.clock(),
        history,
        predictions(),
        evidence,
        new Judge().judge(history, predictions(), evidence, steps.results()).with(remarks(history)),
        RunCost.of(record.scenario(), history, logged),
        runDirectory,
        steps.results());
  }
}
