package dev.retrylab.harness.cli;

import dev.retrylab.harness.report.RunJson;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.TerminalReport;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the report of a run, in the form that was asked for. */
final class ReportOutput {
  private ReportOutput() {}

  static void show(RunReport report, OutputOptions output, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.json()) {
      out.println(RunJson.of(report).toPrettyString());
    } else {
      out.println();
      out.print(TerminalReport.render(report, output.look()));
    }
    out.flush();
  }
}
