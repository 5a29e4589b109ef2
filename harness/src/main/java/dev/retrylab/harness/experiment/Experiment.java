package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.experiment.step.QueueChanges;
import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.experiment.step.StepRunner;
import dev.retrylab.harness.judge.evidence.EvidenceFinding.SettingsDrift;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.CallsFile;
import dev.retrylab.harness.store.HistoryLine;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunId;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.fold.FinalCountInference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One run of a scenario on a target: send, watch, judge. A run that an earlier process began goes
 * on where that one was: what it sent and saw is in the run directory.
 */
public final class Experiment {
  private final RunRecord record;
  private final Target target;
  private final RunDirectory directory;
  private final RunAnalysis analysis;
  private final SentLog sent;
  private final StepLog steps;
  private final CountsLog counts;
  private final Watching watching;

  /**
   * Prepares a run.
   *
   * @param record as it is in the directory's run.json
   */
  public Experiment(RunRecord record, Target target, RunDirectory directory, Progress progress) {
    directory.endTornLines();
    this.record = record;
    this.target = target;
    this.directory = directory;
    this.steps = StepLog.of(directory, record.scenario().steps().size());
    this.counts = CountsLog.of(directory);
    this.analysis = new RunAnalysis(record, steps, counts);
    this.sent = SentLog.of(directory);
    this.watching =
        new Watching(
            source(),
            analysis,
            sent,
            directory,
            target.clock(),
            progress,
            record.start(),
            () -> readCountsIf(counted()),
            target::failures);
  }

  /** The record of a run of a scenario that begins now. */
  public static RunRecord begin(Scenario scenario, Target target, RunRecord.Program program) {
    Deployment deployment = target.deployment();
    Scenario asDeployed = deployment.of(scenario);
    Instant start = target.clock().instant();
    return new RunRecord(
        RunId.at(start),
        start,
        program,
        asDeployed,
        target.name(),
        target.clockKind(),
        deployment,
        RunRecord.conditions(
            asDeployed,
            // Where no queue is received from: the longest wait (async-delays-1min-2min).
            scenario.trigger() == Trigger.EVENT
                ? Duration.ofMinutes(2)
                : asDeployed.longestVisibility(),
            target.clock().slack(),
            target.clock().clockSkew(),
            target.dlqReceiveCountSettled(),
            target.exactlyOnce()),
        target.drift().stream()
            .map(
                one ->
                    new SettingsDrift(
                        one.setting(),
                        one.inScenario(),
                        one.deployed(),
                        scenario.about().contains(one.setting())))
            .toList(),
        target.location(),
        target.functions());
  }

  /**
   * Runs it, or goes on with it.
   *
   * @throws InterruptedException if the thread is interrupted; the run directory holds what was
   *     seen
   */
  public RunReport run() throws InterruptedException {
    StepRunner runner = new StepRunner(target, steps, record.start());
    QueueChanges changes = new QueueChanges(record.scenario(), target, steps);
    Watching.Result seen;
    try {
      changes.again(runner);
      seen = observe(runner);
    } catch (RuntimeException | InterruptedException e) {
      changes.undoAfter(e);
      throw e;
    }
    changes.undo();
    return report(seen);
  }

  /** Sends, does the steps and watches to the end. */
  private Watching.Result observe(StepRunner runner) throws InterruptedException {
    MessageSender sender =
        record.scenario().trigger() == Trigger.EVENT
            ? new EventSender(target, record.runId(), sent)
            : new QueueSender(target, record.runId(), record.start(), sent);
    UnconfirmedSends unconfirmed = new UnconfirmedSends(record, target, sent, sender);
    NavigableMap<Duration, List<MessageSpec>> sends =
        new TreeMap<>(QueueSender.schedule(record.scenario()));
    boolean countedAtTheEnd = CountsLog.readAtTheEnd(record.scenario());
    if (counts.isEmpty()) {
      readCountsIf(countedAtTheEnd || counted());
    }
    int number = 0;
    for (Step step : record.scenario().steps()) {
      if (watching.labFailed()) {
        break;
      }
      send(sends.headMap(step.at(), /* inclusive= */ true), unconfirmed);
      await(step.at().plus(steps.lateness(record.scenario(), record.start())), unconfirmed);
      runner.run(++number, step);
    }
    send(sends, unconfirmed);
    Watching.Poll last = watching.toTheEnd(unconfirmed);
    readCountsIf(countedAtTheEnd && FinalCountInference.any(last.history()));
    return watching.outcome(last);
  }

  private RunReport report(Watching.Result seen) {
    directory.writeLines(
        RunFile.HISTORY,
        seen.history().messages().stream()
            .flatMap(message -> message.events().stream())
            .map(HistoryLine::of));
    CallsFile.add(directory, target.calls());
    return analysis.report(
        seen.history(), seen.evidence(), seen.usage(), directory.path().toString());
  }

  /** Sends what is in the map, each at its time, and takes it out. */
  private void send(NavigableMap<Duration, List<MessageSpec>> sends, UnconfirmedSends unconfirmed)
      throws InterruptedException {
    while (!sends.isEmpty() && !watching.labFailed()) {
      Map.Entry<Duration, List<MessageSpec>> due = sends.pollFirstEntry();
      await(due.getKey(), unconfirmed);
      unconfirmed.due(due.getValue());
    }
  }

  private void await(Duration sinceStart, UnconfirmedSends unconfirmed)
      throws InterruptedException {
    Instant at = record.start().plus(sinceStart);
    while (target.clock().instant().isBefore(at) && !watching.labFailed()) {
      if (watching.awaitNews(at)) {
        unconfirmed.polled(watching.poll());
      }
    }
  }

  /** Whether messages show in no log, so that the queues' counts are read with each poll. */
  private boolean counted() {
    return CountsLog.neededBy(record.scenario());
  }

  private void readCountsIf(boolean needed) {
    if (needed) {
      counts.read(target, directory);
    }
  }

  private CloudWatchLogSource source() {
    Deployment deployment = target.deployment();
    return new CloudWatchLogSource(
        target.logs(),
        Map.of(
            FunctionRole.CONSUMER, deployment.consumerLogGroup(),
            FunctionRole.DLQ_CONSUMER, deployment.dlqConsumerLogGroup()),
        target.clock(),
        new LogRequestInterval(target.clock()));
  }
}
