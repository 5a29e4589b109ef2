package dev.retrylab.harness.store;

/** The files of a run directory. */
public enum RunFile {
  /** What was run, with what, where, and the settings as deployed. */
  RUN("run.json"),
  /** One line before and one after each send. */
  SENT("sent.ndjson"),
  /** One line before and one after each step of the harness. */
  STEPS("steps.ndjson"),
  /** What the queues count themselves, where messages show in no log. */
  QUEUE_COUNTS("queue-counts.ndjson"),
  /** Every log event once, as it was fetched. */
  RAW_LOGS("raw-logs.ndjson"),
  /** What failed inside the lab itself. */
  FAILURES("failures.ndjson"),
  /** How far the log has been read. */
  WATCH("watch.json"),
  /** How many calls of each kind were made. */
  CALLS("calls.json"),
  /** Every event of every message. */
  HISTORY("history.ndjson"),
  /** The document that {@code run --json} prints. */
  RESULTS("results.json"),
  /** The same as a page for a browser, in one file. */
  REPORT("report.html"),
  /** What the harness itself logged. */
  LOG("harness.log");

  private final String fileName;

  RunFile(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }
}
