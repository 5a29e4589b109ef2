package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.RunJson;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.io.Writer;
import java.util.stream.Stream;

/** Keeps results.json: what {@code run --json} prints. */
public final class ResultsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** With more messages nobody reads it, and indentation is half of it. */
  private static final int MOST_INDENTED = 1000;

  private ResultsFile() {}

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
            () -> HtmlFile.write(report, record, directory))
        .parallel()
        .forEach(Runnable::run);
  }
}
