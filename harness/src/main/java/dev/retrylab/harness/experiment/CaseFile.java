package dev.retrylab.harness.experiment;

import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.expect.Prediction;
import dev.retrylab.harness.judge.Evidence;
import dev.retrylab.harness.judge.Judge;
import dev.retrylab.harness.judge.Watch;
import dev.retrylab.harness.judge.Watch.Assessment;
import dev.retrylab.harness.observe.LogInterpreter;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import dev.retrylab.harness.timeline.TimelineFold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes of the evidence of a run what it says. The same code while the run goes on and afterwards
 * from its files, so that both come to the same result.
 */
final class CaseFile {
  private final RunRecord record;
  private final List<Prediction> predictions;
  private final LogInterpreter interpreter;
  private final TimelineFold fold;
  private final Watch watch;

  CaseFile(RunRecord record) {
    this.record = record;
    this.predictions = Hypotheses.predictAll(record.scenario());
    this.interpreter = new LogInterpreter(record.scenario().mapping().reportBatchItemFailures());
    this.fold =
        new TimelineFold(
            record.runId().text(), OptionalInt.of(record.scenario().queue().maxReceiveCount()));
    this.watch = new Watch(predictions, record.conditions());
  }

  List<Prediction> predictions() {
    return predictions;
  }

  History history(SentLog sent, Collection<LogLine> lines) {
    List<Observation> journal = interpreter.interpret(lines);
    List<Observation> observations = new ArrayList<>(sent.known(journal, record.runId()));
    observations.addAll(journal);
    return fold.fold(observations);
  }

  Assessment assess(History history, Collection<LogLine> lines, Watermark watermark) {
    return watch.assess(history, watermark.watchedUntil(), longestLag(lines));
  }

  /** The evidence is complete when nothing is left to wait for and the log then held still. */
  Evidence evidence(Assessment assessment, Collection<LogLine> lines, Watermark watermark) {
    boolean all = lines.size() >= watermark.logEvents();
    List<String> waitedFor = new ArrayList<>(assessment.waitedFor());
    if (!all) {
      waitedFor.add(
          "%d of the %d log events that were read; raw-logs.ndjson lacks them"
              .formatted(watermark.logEvents() - lines.size(), watermark.logEvents()));
    }
    return new Evidence(
        all && assessment.done(watermark.watchedUntil()) && watermark.still(),
        waitedFor,
        watermark.watchedUntil(),
        lines.size(),
        longestLag(lines),
        record.conditions(),
        record.drift());
  }

  RunReport report(History history, Evidence evidence, String runDirectory) {
    return new RunReport(
        record.scenario(),
        record.target(),
        record.clock(),
        history,
        predictions,
        evidence,
        new Judge().judge(history, predictions, evidence),
        runDirectory);
  }

  private static Duration longestLag(Collection<LogLine> lines) {
    return lines.stream().map(LogLine::lag).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
