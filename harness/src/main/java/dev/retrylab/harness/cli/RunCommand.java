package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.RunId;
import dev.retrylab.harness.experiment.RunResult;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.target.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ScenarioOptions scenarioOptions;
  @Mixin private TargetOptions targetOptions;
  @Mixin private OutputOptions output;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of all runs. Default: ${DEFAULT-VALUE}.")
  private Path runs;

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = scenarioOptions.load();
    PrintWriter talk = output.talk(spec);
    talk.println(targetOptions.reason());
    talk.flush();
    RunDirectory directory = RunDirectory.create(runs, scenario.name(), Instant.now());
    try (HarnessLog log = HarnessLog.open(directory);
        Target target = targetOptions.open(scenario)) {
      RunResult result = run(scenario, target, directory);
      return ExitCode.of(result.judgement().verdict());
    }
  }

  private RunResult run(Scenario scenario, Target target, RunDirectory directory)
      throws InterruptedException {
    RunId runId = RunId.at(target.pace().instant());
    List<String> commandLine = spec.commandLine().getParseResult().originalArgs();
    directory.write(
        RunFile.RUN, RunRecord.of(runId, target.pace().instant(), commandLine, scenario, target));
    try (ProgressDisplay progress =
        output.progress(target.clockKind().word(), scenario.messages().size())) {
      RunResult r = new Experiment(scenario, target, directory, runId, progress).run();
      System.out.println(r.judgement());
      r.history().messages().forEach(m -> m.events().forEach(System.out::println));
      return r;
    }
  }
}
