package dev.retrylab.harness.experiment;

import dev.retrylab.harness.deployment.Deployment;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Step;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Unended;
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
  private final CaseFile caseFile;
  private final SentFile sent;
  private final StepFile steps;
  private final QueueCountsFile counts;
  private final Watching watching;

  /**
   * Prepares a run.
   *
   * @param record as it is in the directory's run.json
   */
  public Experiment(RunRecord record, Target target, RunDirectory directory, Progress progress) {
    directory.endTornLine(RunFile.SENT);
    directory.endTornLine(RunFile.RAW_LOGS);
    directory.endTornLine(RunFile.STEPS);
    directory.endTornLine(RunFile.QUEUE_COUNTS);
    directory.endTornLine(RunFile.FAILURES);
    this.record = record;
    this.target = target;
    this.directory = directory;
    this.steps = new StepFile(directory, record.scenario().steps().size());
    this.counts = new QueueCountsFile(directory);
    this.caseFile = new CaseFile(record, steps.log(), counts.log());
    this.sent = new SentFile(directory);
    this.watching =
        new Watching(
            observer(),
            caseFile,
            sent.log(),
            directory,
            target.clock(),
            progress,
            record.start(),
            () -> readCountsIf(counted()),
            target::failures);
  }

  /**
   * Runs it, or goes on with it.
   *
   * @throws InterruptedException if the thread is interrupted; the run directory holds what was
   *     seen
   */
  public RunReport run() throws InterruptedException {
    Sending sender =
        record.scenario().trigger() == Trigger.EVENT
            ? new EventSender(target, record.runId(), sent)
            : new Sender(target, record.runId(), record.start(), sent);
    Doubts doubts = new Doubts(record, target, sent.log(), sender);
    NavigableMap<Duration, List<MessageSpec>> sends =
        new TreeMap<>(Sender.schedule(record.scenario()));
    StepRunner runner = new StepRunner(target, steps, record.start());
    boolean countedAtTheEnd = CountsLog.readAtTheEnd(record.scenario());
    if (counts.log().isEmpty()) {
      readCountsIf(countedAtTheEnd || counted());
    }
    int number = 0;
    for (Step step : record.scenario().steps()) {
      if (watching.labFailed()) {
        break;
      }
      send(sends.headMap(step.at(), /* inclusive= */ true), doubts);
      await(step.at().plus(steps.log().lateness(record.scenario(), record.start())), doubts);
      runner.run(++number, step);
    }
    send(sends, doubts);
    Watching.Look last = watching.toTheEnd(doubts);
    readCountsIf(countedAtTheEnd && Unended.any(last.history()));
    Watching.Outcome seen = watching.outcome(last);
    HistoryFile.write(directory, seen.history());
    CallsFile.add(directory, target.calls());
    return caseFile.report(seen.history(), seen.evidence(), directory.path().toString());
  }

  /** Sends what is in the map, each at its time, and takes it out. */
  private void send(NavigableMap<Duration, List<MessageSpec>> sends, Doubts doubts)
      throws InterruptedException {
    while (!sends.isEmpty() && !watching.labFailed()) {
      Map.Entry<Duration, List<MessageSpec>> due = sends.pollFirstEntry();
      await(due.getKey(), doubts);
      doubts.due(due.getValue());
    }
  }

  private void await(Duration sinceStart, Doubts doubts) throws InterruptedException {
    Instant at = record.start().plus(sinceStart);
    while (target.clock().instant().isBefore(at) && !watching.labFailed()) {
      target.clock().awaitNews(at);
      doubts.polls(watching.look());
    }
  }

  /** Whether messages show in no log, so that the queues' counts are read with each look. */
  private boolean counted() {
    return CountsLog.neededBy(record.scenario());
  }

  private void readCountsIf(boolean needed) {
    if (needed) {
      counts.read(target);
    }
  }

  private Observer observer() {
    Deployment deployment = target.deployment();
    CloudWatchLogSource source =
        new CloudWatchLogSource(
            target.logs(),
            Map.of(
                FunctionRole.CONSUMER, deployment.consumerLogGroup(),
                FunctionRole.DLQ_CONSUMER, deployment.dlqConsumerLogGroup()),
            target.clock(),
            new OneByOne(target.clock()));
    Observer observer = new Observer(source, record.start(), new RawLogFile(directory)::append);
    observer.remember(StoredRun.lines(directory));
    return observer;
  }
}
