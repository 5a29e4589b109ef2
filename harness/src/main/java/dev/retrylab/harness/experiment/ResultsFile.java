package dev.retrylab.harness.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.report.RunJson;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;

/** Keeps results.json: what {@code run --json} prints. */
public final class ResultsFile {
  private ResultsFile() {}

  /** The document: the run's report, and the calls that were made where they were counted. */
  public static ObjectNode document(RunReport report, RunDirectory directory) {
    return CallsFile.addTo(RunJson.of(report), directory);
  }

  /** Writes it, and the page that shows it. */
  public static void write(RunReport report, RunDirectory directory) {
    ObjectNode document = document(report, directory);
    directory.write(RunFile.RESULTS, document);
    HtmlFile.write(report, document, directory);
  }
}
