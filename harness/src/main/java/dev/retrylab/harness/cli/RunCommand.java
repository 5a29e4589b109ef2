package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.ReportFiles;
import dev.retrylab.harness.cli.option.RunsFolder;
import dev.retrylab.harness.cli.option.ScenarioList;
import dev.retrylab.harness.cli.option.TargetOptions;
import dev.retrylab.harness.cli.run.Announcement;
import dev.retrylab.harness.cli.run.RunExecutor;
import dev.retrylab.harness.cli.run.SeveralRuns;
import dev.retrylab.harness.deployment.Target;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: runs a scenario, or several, on a target and judges what was seen. */
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
  @Mixin private ScenarioList scenarios;
  @Mixin private TargetOptions targetOptions;
  @Mixin private OutputOptions output;
  @Mixin private ReportFiles files;

  @Mixin private RunsFolder runs;

  @Option(
      names = "--all",
      description =
          "Runs every bundled scenario, on aws every one that is deployed, with a table at the"
              + " end.")
  private boolean all;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "How many of several scenarios are run at a time, 1 to 50. Default: all on aws, 2 on the"
              + " local engine.")
  private Integer parallel;

  private Optional<Consumer<RunReport>> reader = Optional.empty();

  /** Hands the report of the one scenario that is run to a reader in place of the screen. */
  void reportTo(Consumer<RunReport> instead) {
    reader = Optional.of(instead);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (all) {
      scenarios.refuseAny("--all runs every bundled scenario as it is");
    }
    List<Scenario> chosen = all ? List.of() : scenarios.load();
    targetOptions.check();
    if (all || chosen.size() > 1) {
      files.refuseBeside(all ? "--all" : "naming several");
      files.check();
      SeveralRuns some =
          new SeveralRuns(targetOptions, parallel, new RunExecutor(runs.path(), output), files);
      output.info(targetOptions.reason(all ? catalogue() : chosen));
      return all ? some.runCatalogue() : some.run(chosen, List.of());
    }
    if (parallel != null) {
      throw new UsageError("--parallel goes with --all or with several scenarios.");
    }
    files.check();
    output.info(targetOptions.reason(chosen));
    return run(chosen.get(0));
  }

  private static List<Scenario> catalogue() {
    return Scenarios.names().stream().map(Scenarios::load).toList();
  }

  private int run(Scenario scenario) throws InterruptedException, IOException {
    // The target first: where it is not ready there is no run.
    try (Target target = targetOptions.open(scenario)) {
      Announcement.of(scenario, target, output.info());
      RunExecutor executor = new RunExecutor(runs.path(), output);
      RunReport report = executor.run(scenario, target);
      if (reader.isPresent()) {
        reader.get().accept(report);
      } else {
        output.show(report, executor.directory(report));
      }
      files.write(report);
      return ExitCode.of(report.judgement().verdict());
    }
  }
}
