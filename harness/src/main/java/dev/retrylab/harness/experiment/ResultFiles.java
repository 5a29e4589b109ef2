package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.report.page.Fact;
import dev.retrylab.harness.report.page.HtmlComparison;
import dev.retrylab.harness.report.page.HtmlReport;
import dev.retrylab.harness.store.CallsFile;
import dev.retrylab.harness.store.RawLogFile;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.store.RunRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that show what a run came to: results.json, which is what {@code run --json} prints,
 * and report.html.
 */
public final class ResultFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** With more messages nobody reads it, and indentation is half of it. */
  private static final int MOST_INDENTED = 1000;

  private ResultFiles() {}

  /** Prints the document. */
  public static void print(RunReport report, RunDirectory directory, Writer out)
      throws IOException {
    write(report, directory, JSON.createGenerator(out));
  }

  /** The run's report, and the calls that were made where they were counted. */
  private static void write(RunReport report, RunDirectory directory, JsonGenerator out)
      throws IOException {
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    if (report.history().messages().size() <= MOST_INDENTED) {
      out.useDefaultPrettyPrinter();
    }
    try (out) {
      RunJson.write(report, CallsFile.addTo(JSON.createObjectNode(), directory), out);
      out.writeRaw('\n');
    }
  }

  /** Keeps the document and the page that shows it, side by side: either may take its time. */
  public static void write(RunReport report, RunRecord record, RunDirectory directory) {
    Stream.<Runnable>of(
            () ->
                directory.stream(
                    RunFile.RESULTS, out -> write(report, directory, JSON.createGenerator(out))),
            () -> writePage(report, record, directory))
        .parallel()
        .forEach(Runnable::run);
  }

  /** Writes report.html, from the report and the log lines that the directory holds. */
  public static void writePage(RunReport report, RunRecord record, RunDirectory directory) {
    directory.writeText(
        RunFile.REPORT,
        HtmlReport.of(
            report, () -> new RawLogFile(directory).lines(), provenance(record, directory)));
  }

  /** The run as one side of a comparison. */
  public static HtmlComparison.Run side(RunReport report, RunDirectory directory) {
    return new HtmlComparison.Run(report, () -> new RawLogFile(directory).lines());
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
