package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.JUnitXml;
import dev.retrylab.harness.report.document.MarkdownReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Files for build servers, besides those of the run directory. */
public final class ReportFiles {
  @Option(
      names = "--junit-xml",
      paramLabel = "FILE",
      description = "Writes a test case for each message and hypothesis, as JUnit XML.")
  private Path junitXml;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Writes the report as Markdown, for a job summary.")
  private Path markdown;

  /**
   * Makes sure, before anything is run, that the files can be written.
   *
   * @throws UsageError where one cannot
   */
  public void check() {
    Stream.of(new OutputFile("--junit-xml", junitXml), new OutputFile("--markdown", markdown))
        .filter(asked -> asked.file() != null)
        .forEach(OutputFile::check);
  }

  /**
   * Refuses what is about one run beside an option under which there are many.
   *
   * @throws UsageError where it was asked for
   */
  public void refuseBeside(String option) {
    if (markdown != null) {
      throw new UsageError(
          "--markdown is about one run, and %s makes many. Use retry-lab report RUN."
              .formatted(option));
    }
  }

  /**
   * Writes what was asked for of several runs.
   *
   * @param failed why there is no report of a scenario, by its name
   */
  public void write(List<RunReport> reports, Map<String, String> failed) throws IOException {
    if (junitXml != null) {
      OutputFile.write(junitXml, JUnitXml.ofAll(reports, failed));
    }
  }

  /** Writes what was asked for. */
  public void write(RunReport report) throws IOException {
    if (junitXml != null) {
      OutputFile.write(junitXml, JUnitXml.of(report));
    }
    if (markdown != null) {
      OutputFile.write(markdown, MarkdownReport.of(report));
    }
  }
}
