package dev.retrylab.harness.experiment;

import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    return judgeWith(new SentFile(directory).log());
  }

  RunReport judgeWith(SentLog sent) {
    CaseFile caseFile =
        new CaseFile(record, new StepFile(directory, record.scenario().steps().size()).log());
    List<LogLine> lines = lines(directory);
    Watermark watermark =
        Watermark.read(directory).orElseGet(() -> new Watermark(record.start(), 0, 0));
    History history = caseFile.history(sent, lines, watermark.watchedUntil());
    return caseFile.report(
        history,
        caseFile.evidence(caseFile.assess(history, lines, watermark), lines, watermark),
        directory.path().toString());
  }

  /**
   * The events, each once: a process that was killed may have written one that the next fetched.
   */
  static List<LogLine> lines(RunDirectory directory) {
    Map<String, LogLine> byId = new LinkedHashMap<>();
    new RawLogFile(directory).read().forEach(line -> byId.putIfAbsent(line.eventId(), line));
    return new ArrayList<>(byId.values());
  }
}
