package dev.retrylab.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.retrylab.harness.judge.HypothesisResult;
import dev.retrylab.harness.judge.HypothesisResult.Standing;
import dev.retrylab.harness.judge.Verdict;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.Scenarios;
import dev.retrylab.harness.target.Target;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the whole catalogue, one scenario after another, and shows one table. */
record AllScenarios(
    TargetOptions targetOptions, KeptRun kept, OutputOptions output, CommandSpec spec) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-20s %-13s %s%n";

  /** The exit code: that of the worst verdict. */
  int run() throws InterruptedException {
    PrintWriter talk = output.talk(spec);
    List<RunReport> reports = new ArrayList<>();
    talk.printf(ROW, "scenario", "verdict", "refuted");
    for (Scenario scenario : Scenarios.names().stream().map(Scenarios::load).toList()) {
      try (Target target = targetOptions.open(scenario)) {
        RunReport report = kept.run(scenario, target);
        reports.add(report);
        talk.printf(ROW, scenario.name(), verdict(report), String.join(", ", refuted(report)));
        talk.flush();
      }
    }
    Verdict worst = Verdict.worst(reports.stream().map(AllScenarios::verdict).toList());
    talk.printf("%n%s: %d scenarios.%n", worst, reports.size());
    talk.flush();
    if (output.json()) {
      spec.commandLine().getOut().println(document(reports, worst).toPrettyString());
      spec.commandLine().getOut().flush();
    }
    return ExitCode.of(worst);
  }

  private static Verdict verdict(RunReport report) {
    return report.judgement().verdict();
  }

  private static List<String> refuted(RunReport report) {
    return report.judgement().hypotheses().stream()
        .filter(result -> result.standing() == Standing.REFUTED)
        .map(HypothesisResult::id)
        .toList();
  }

  private static ObjectNode document(List<RunReport> reports, Verdict worst) {
    ObjectNode document = JSON.createObjectNode().put("schema", 1).put("verdict", worst.name());
    ArrayNode runs = document.putArray("runs");
    for (RunReport report : reports) {
      ObjectNode run =
          runs.addObject()
              .put("scenario", report.scenario().name())
              .put("title", report.scenario().title())
              .put("verdict", verdict(report).name())
              .put("runDirectory", report.runDirectory());
      ArrayNode refuted = run.putArray("refuted");
      refuted(report).forEach(refuted::add);
    }
    return document;
  }
}
