package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.OutputFile;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.RunsFolder;
import dev.retrylab.harness.experiment.ResultFiles;
import dev.retrylab.harness.experiment.StoredRun;
import dev.retrylab.harness.report.RunDifferences;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.document.DifferencesJson;
import dev.retrylab.harness.report.page.HtmlComparison;
import dev.retrylab.harness.report.terminal.DifferencesText;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.StoredRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: two stored runs, side by side. */
@Command(
    name = "compare",
    description = {
      "Compares two stored runs, from their files alone: the same scenario on two targets, or with"
          + " other settings.",
      "Exit code 0 where the same became of every message, 1 where not."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nFor example:%n",
    footer = "  retry-lab compare -1 -2 --html compared.html")
final class CompareCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The folder of a run, latest, or -1, -2 and so on, as in judge.")
  private String one;

  @Parameters(index = "1", paramLabel = "RUN", description = "The other run.")
  private String other;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the comparison as a page for a browser too, with both runs drawn.")
  private Path html;

  @Mixin private RunsFolder runs;

  @Override
  public Integer call() throws IOException {
    if (html != null) {
      new OutputFile("--html", html).check();
    }
    RunDirectory first = find(one);
    RunDirectory second = find(other);
    RunReport a = StoredRun.read(first).judge();
    RunReport b = StoredRun.read(second).judge();
    RunDifferences differences = RunDifferences.between(a, b);
    PrintWriter out = output.out();
    if (output.json()) {
      out.println(DifferencesJson.of(a, b, differences).toPrettyString());
    } else {
      DifferencesText.lines(a, b, differences, output.style()).forEach(out::println);
    }
    out.flush();
    if (html != null) {
      String page =
          HtmlComparison.of(ResultFiles.side(a, first), ResultFiles.side(b, second), differences);
      OutputFile.write(html, page);
    }
    return differences.sameObservations() ? ExitCode.MATCH : ExitCode.DIVERGED;
  }

  private RunDirectory find(String run) {
    return new StoredRuns(runs.path()).find(run);
  }
}
