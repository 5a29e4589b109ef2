package dev.retrylab.harness.experiment;

import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.page.Fact;
import dev.retrylab.harness.report.page.HtmlComparison;
import dev.retrylab.harness.report.page.HtmlReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.util.ArrayList;
import java.util.List;

/** Keeps report.html: the run as a page for a browser. */
public final class HtmlFile {
  private HtmlFile() {}

  /** Writes it, from the report and the log lines that the directory holds. */
  public static void write(RunReport report, RunRecord record, RunDirectory directory) {
    directory.write(
        RunFile.REPORT,
        HtmlReport.of(report, () -> StoredRun.lines(directory), provenance(record, directory)));
  }

  /** The run as one side of a comparison. */
  public static HtmlComparison.Run side(RunReport report, RunDirectory directory) {
    return new HtmlComparison.Run(report, () -> StoredRun.lines(directory));
  }

  private static List<Fact> provenance(RunRecord record, RunDirectory directory) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Run", record.runId().text()));
    facts.add(new Fact("Begun", record.start().toString()));
    facts.add(new Fact("Command", String.join(" ", record.program().commandLine())));
    facts.add(
        new Fact(
            "Retry Lab",
            record.program().version()
                + record.program().commit().map(commit -> ", commit " + commit).orElse("")));
    facts.add(new Fact("Consumer", record.deployment().consumerFunction()));
    facts.add(new Fact("DLQ consumer", record.deployment().dlqConsumerFunction()));
    CallsFile.sentence(directory).ifPresent(calls -> facts.add(new Fact("Calls", calls)));
    return facts;
  }
}
