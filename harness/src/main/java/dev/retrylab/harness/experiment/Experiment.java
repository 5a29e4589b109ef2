package dev.retrylab.harness.experiment;

import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Trigger;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.target.Deployment;
import dev.retrylab.harness.target.Target;
import dev.retrylab.harness.timeline.FunctionRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
  private final Watching watching;

  /**
   * Prepares a run.
   *
   * @param record as it is in the directory's run.json
   */
  public Experiment(RunRecord record, Target target, RunDirectory directory, Progress progress) {
    directory.endTornLine(RunFile.SENT);
    directory.endTornLine(RunFile.RAW_LOGS);
    this.record = record;
    this.target = target;
    this.directory = directory;
    this.caseFile = new CaseFile(record);
    this.sent = new SentFile(directory);
    this.watching =
        new Watching(
            observer(), caseFile, sent.log(), directory, target.pace(), progress, record.start());
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
            : new Sender(target, record.runId(), sent);
    Doubts doubts = new Doubts(record, target, sent.log(), sender);
    for (Map.Entry<Duration, List<MessageSpec>> due :
        Sender.schedule(record.scenario()).entrySet()) {
      Instant at = record.start().plus(due.getKey());
      while (target.pace().instant().isBefore(at)) {
        target.pace().awaitNews(at);
        doubts.polls(watching.look());
      }
      doubts.due(due.getValue());
    }
    Watching.Outcome seen = watching.toTheEnd(doubts);
    HistoryFile.write(directory, seen.history());
    CallsFile.add(directory, target.calls());
    return caseFile.report(seen.history(), seen.evidence(), directory.path().toString());
  }

  private Observer observer() {
    Deployment deployment = target.deployment();
    CloudWatchLogSource source =
        new CloudWatchLogSource(
            target.logs(),
            Map.of(
                FunctionRole.CONSUMER, deployment.consumerLogGroup(),
                FunctionRole.DLQ_CONSUMER, deployment.dlqConsumerLogGroup()),
            target.pace(),
            new OneByOne(target.pace()));
    Observer observer = new Observer(source, record.start(), new RawLogFile(directory)::append);
    observer.remember(StoredRun.lines(directory));
    return observer;
  }
}
