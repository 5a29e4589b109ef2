package dev.retrylab.harness.experiment;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.Conditions;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.observe.CloudWatchLogSource;
import dev.retrylab.harness.observe.LogInterpreter;
import dev.retrylab.harness.observe.Observer;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.MessageSpec;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.target.Deployment;
import dev.retrylab.harness.target.Pace;
import dev.retrylab.harness.target.Target;
import dev.retrylab.harness.timeline.FunctionRole;
import dev.retrylab.harness.timeline.Observation.Sent;
import dev.retrylab.harness.timeline.TimelineFold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One run of a scenario on a target: send, watch, judge. */
public final class Experiment {
  private final Scenario scenario;
  private final Target target;
  private final RunDirectory directory;
  private final Progress progress;
  private final RunId runId;
  private final List<Prediction> predictions;

  /**
   * Prepares a run.
   *
   * @param scenario with the settings as they are deployed: the expectations are computed from
   *     those
   */
  public Experiment(
      Scenario scenario, Target target, RunDirectory directory, RunId runId, Progress progress) {
    this.scenario = scenario;
    this.target = target;
    this.directory = directory;
    this.runId = runId;
    this.progress = progress;
    this.predictions = Hypotheses.predictAll(scenario);
  }

  /**
   * Runs it.
   *
   * @throws InterruptedException if the thread is interrupted; the run directory holds what was
   *     seen
   */
  public RunReport run() throws InterruptedException {
    Instant start = target.pace().instant();
    Watching watching = watching(start);
    List<Sent> sent = send(start, watching);
    Watching.Outcome seen = watching.toTheEnd(sent, start);
    HistoryFile.write(directory, seen.history());
    return new RunReport(
        scenario,
        target.name(),
        target.clockKind(),
        seen.history(),
        predictions,
        seen.evidence(),
        new Judge().judge(seen.history(), predictions, seen.evidence()),
        directory.path().toString());
  }

  private List<Sent> send(Instant start, Watching watching) throws InterruptedException {
    Sender sender = new Sender(target, runId, new SentFile(directory));
    List<Sent> sent = new ArrayList<>();
    for (Map.Entry<Duration, List<MessageSpec>> due : Sender.schedule(scenario).entrySet()) {
      Instant at = start.plus(due.getKey());
      while (target.pace().instant().isBefore(at)) {
        target.pace().awaitNews(at);
        watching.look(sent, start);
      }
      sent.addAll(sender.sendDue(due.getValue()));
    }
    return sent;
  }

  private Watching watching(Instant start) {
    Deployment deployment = target.deployment();
    Pace pace = target.pace();
    CloudWatchLogSource source =
        new CloudWatchLogSource(
            target.logs(),
            Map.of(
                FunctionRole.CONSUMER, deployment.consumerLogGroup(),
                FunctionRole.DLQ_CONSUMER, deployment.dlqConsumerLogGroup()),
            pace);
    RawLogFile rawLogs = new RawLogFile(directory);
    return new Watching(
        new Observer(source, start, rawLogs::append),
        new LogInterpreter(deployment.mapping().reportBatchItemFailures()),
        new TimelineFold(runId.text(), OptionalInt.of(deployment.queue().maxReceiveCount())),
        predictions,
        new Conditions(
            deployment.queue().visibilityTimeout(),
            pace.slack(),
            pace.clockSkew(),
            target.dlqReceiveCountSettled()),
        pace,
        progress);
  }
}
