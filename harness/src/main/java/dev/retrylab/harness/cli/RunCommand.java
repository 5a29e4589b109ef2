package dev.retrylab.harness.cli;

import dev.retrylab.harness.cost.Estimate;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.target.Deployment;
import dev.retrylab.harness.target.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: runs a scenario on a target and judges what was seen. */
@Command(
    name = "run",
    description = "Runs an experiment and holds what happens against what was expected.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nFor example:%n",
    footer = {
      "  retry-lab run",
      "  retry-lab run long-visibility",
      "  retry-lab run my.yaml --set mapping.batchSize=10",
      "  retry-lab run --target aws --region eu-central-1",
      "Evidence and report are kept in runs/; open report.html there in a browser."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenarioOptions;
  @Mixin private TargetOptions targetOptions;
  @Mixin private OutputOptions output;
  @Mixin private ReportFiles files;

  @Mixin private RunsFolder runs;

  @Option(
      names = "--all",
      description = "Runs every bundled scenario on the local engine, with a table at the end.")
  private boolean all;

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter talk = output.talk(spec);
    KeptRun kept = new KeptRun(runs.path(), spec, output);
    if (all) {
      scenarioOptions.refuseAny("--all runs every bundled scenario as it is");
      targetOptions.checkLocal("--all");
      files.refuseBeside("--all");
      talk.println(targetOptions.reason());
      talk.flush();
      return new AllScenarios(targetOptions, kept, output, spec).run();
    }
    Scenario scenario = scenarioOptions.load();
    targetOptions.check();
    files.check();
    talk.println(targetOptions.reason());
    talk.flush();
    // The target first: where it is not ready there is no run.
    try (Target target = targetOptions.open(scenario)) {
      target.whereabouts().ifPresent(where -> announce(where, scenario, target, talk));
      talk.flush();
      RunReport report = kept.run(scenario, target);
      ReportOutput.show(report, kept.directory(report), output, spec);
      files.write(report);
      return ExitCode.of(report.judgement().verdict());
    }
  }

  /** Before anything is sent: where it goes, and what it costs. */
  private static void announce(String where, Scenario scenario, Target target, PrintWriter talk) {
    Deployment deployed = target.deployment();
    Scenario real = scenario.over(deployed.queue(), deployed.mapping(), deployed.function());
    talk.println(where);
    talk.println(Estimate.of(real, Hypotheses.predictAll(real)).sentence());
  }
}
