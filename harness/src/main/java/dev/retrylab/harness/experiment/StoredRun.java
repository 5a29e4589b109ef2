package dev.retrylab.harness.experiment;

import dev.retrylab.harness.observe.LogDigest;
import dev.retrylab.harness.observe.LogDigestion;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.History;
import dev.retrylab.harness.timeline.Observation;
import java.util.ArrayList;
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
    CaseFile caseFile = told.caseFile();
    return caseFile.report(
        told.history(),
        caseFile.evidence(
            told.history(),
            caseFile.assess(told.history(), told.log(), told.watermark()),
            told.log(),
            told.watermark(),
            FailureFile.read(directory)),
        directory.path().toString());
  }

  private record Told(CaseFile caseFile, History history, LogDigest log, Watermark watermark) {}

  /**
   * What the files come to. A method of its own, so that what it read, many times as large, is let
   * go of at its end.
   */
  private Told told() {
    CaseFile caseFile =
        new CaseFile(
            record,
            new StepFile(directory, record.scenario().steps().size()).log(),
            new QueueCountsFile(directory).log());
    LogDigest log = log();
    Watermark watermark =
        Watermark.read(directory).orElseGet(() -> new Watermark(record.start(), 0, 0));
    List<Observation> observations =
        caseFile.observations(new SentFile(directory).log(), log.observations());
    log = log.withoutObservations();
    return new Told(
        caseFile,
        caseFile.atTheEnd(
            caseFile.history(observations, log.longestLag(), watermark.watchedUntil()),
            watermark.watchedUntil()),
        log,
        watermark);
  }

  private LogDigest log() {
    LogDigestion digestion = new LogDigestion();
    new RawLogFile(directory).readEntries(digestion::add);
    return digestion.digest();
  }

  /** The log events, each once. */
  static List<LogLine> lines(RunDirectory directory) {
    List<LogLine> lines = new ArrayList<>();
    new RawLogFile(directory).readLines(lines::add);
    return lines;
  }
}
