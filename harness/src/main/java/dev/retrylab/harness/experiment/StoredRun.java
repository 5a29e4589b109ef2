package dev.retrylab.harness.experiment;

import dev.retrylab.harness.experiment.step.StepLog;
import dev.retrylab.harness.observe.LogEvidence;
import dev.retrylab.harness.observe.LogEvidenceReader;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RawLogFile;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunRecord;
import dev.retrylab.harness.store.Watermark;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.LabFailure;
import dev.retrylab.harness.timeline.Observation;
import java.util.List;

/** A run as its files tell it: judged without the target and without any network. */
public final class StoredRun {
  private final RunDirectory directory;
  private final RunRecord record;

  private StoredRun(RunDirectory directory, RunRecord record) {
    this.directory = directory;
    this.record = record;
  }

  /**
   * Reads a run.
   *
   * @throws dev.retrylab.harness.store.NoSuchRun where its files cannot be used
   */
  public static StoredRun read(RunDirectory directory) {
    return new StoredRun(directory, RunRecord.read(directory));
  }

  public RunRecord record() {
    return record;
  }

  /** Judges what the files hold. */
  public RunReport judge() {
    Told told = told();
    RunAnalysis analysis = told.analysis();
    return analysis.report(
        told.history(),
        analysis.evidence(
            told.history(),
            analysis.assess(told.history(), told.log(), told.watermark()),
            told.log(),
            told.watermark(),
            directory.readLines(RunFile.FAILURES, LabFailure.class)),
        told.log().usage(),
        directory.path().toString());
  }

  private record Told(
      RunAnalysis analysis, History history, LogEvidence log, Watermark watermark) {}

  /**
   * What the files come to. A method of its own, so that what it read, many times as large, is let
   * go of at its end.
   */
  private Told told() {
    RunAnalysis analysis =
        new RunAnalysis(
            record,
            StepLog.of(directory, record.scenario().steps().size()),
            CountsLog.of(directory));
    LogEvidence log = log();
    Watermark watermark =
        Watermark.read(directory).orElseGet(() -> new Watermark(record.start(), 0, 0));
    List<Observation> observations =
        analysis.observations(SentLog.of(directory), log.observations());
    log = log.withoutObservations();
    return new Told(
        analysis,
        analysis.atTheEnd(
            analysis.history(
                analysis.folded(observations), log.longestLag(), watermark.watchedUntil()),
            watermark.watchedUntil()),
        log,
        watermark);
  }

  private LogEvidence log() {
    LogEvidenceReader digestion = new LogEvidenceReader();
    new RawLogFile(directory).read(digestion::add);
    return digestion.digest();
  }
}
