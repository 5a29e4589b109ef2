package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.CallsFile;
import dev.retrylab.harness.experiment.ResultsFile;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.terminal.TerminalReport;
import dev.retrylab.harness.store.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the report of a run, in the form that was asked for. */
final class ReportOutput {
  private ReportOutput() {}

  static void show(RunReport report, RunDirectory directory, OutputOptions output, CommandSpec spec)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (output.json()) {
      ResultsFile.print(report, directory, out);
    } else {
      out.println();
      out.print(TerminalReport.render(report, output.look(), CallsFile.sentence(directory)));
    }
    out.flush();
  }
}
