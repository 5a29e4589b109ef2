package dev.retrylab.harness.experiment;

import dev.retrylab.harness.observe.LogDigest;
import dev.retrylab.harness.observe.LogDigestion;
import dev.retrylab.harness.observe.LogLine;
import dev.retrylab.harness.observe.Reading;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.timeline.History;
import java.time.Duration;
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
    return judgeWith(new SentFile(directory).log());
  }

  RunReport judgeWith(SentLog sent) {
    CaseFile caseFile =
        new CaseFile(record, new StepFile(directory, record.scenario().steps().size()).log());
    LogDigest log = log(caseFile);
    Watermark watermark =
        Watermark.read(directory).orElseGet(() -> new Watermark(record.start(), 0, 0));
    History history = caseFile.history(sent, log, watermark.watchedUntil());
    log = log.withoutObservations();
    return caseFile.report(
        history,
        caseFile.evidence(caseFile.assess(history, log, watermark), log, watermark),
        directory.path().toString());
  }

  private record Heard(Reading reading, Duration lag) {}

  private LogDigest log(CaseFile caseFile) {
    LogDigestion digestion = caseFile.digestion();
    new RawLogFile(directory)
        .read(
            line -> new Heard(digestion.read(line), line.lag()),
            heard -> digestion.add(heard.reading(), heard.lag()));
    return digestion.digest();
  }

  /** The log events, each once. */
  static List<LogLine> lines(RunDirectory directory) {
    List<LogLine> lines = new ArrayList<>();
    new RawLogFile(directory).read(line -> line, lines::add);
    return lines;
  }
}
