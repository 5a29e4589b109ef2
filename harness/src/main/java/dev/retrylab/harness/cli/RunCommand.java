package dev.retrylab.harness.cli;

import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.RunId;
import dev.retrylab.harness.report.RunJson;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.report.TerminalReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.target.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
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
  private static final Logger LOG = Logger.getLogger(RunCommand.class.getName());

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
    Scenario scenario = scenarioOptions.loadToRun();
    PrintWriter talk = output.talk(spec);
    talk.println(targetOptions.reason());
    talk.flush();
    targetOptions.check();
    RunDirectory directory = RunDirectory.create(runs, scenario.name(), Instant.now());
    try (HarnessLog log = HarnessLog.open(directory)) {
      return run(scenario, directory, talk);
    }
  }

  private int run(Scenario scenario, RunDirectory directory, PrintWriter talk)
      throws InterruptedException {
    try (Interruption interruption = Interruption.announce(directory, talk);
        Target target = targetOptions.open(scenario)) {
      interruption.closeFirst(target);
      RunReport report = run(scenario, target, directory);
      directory.write(RunFile.RESULTS, RunJson.of(report));
      show(report);
      return ExitCode.of(report.judgement().verdict());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The run failed", e);
      throw e;
    }
  }

  private RunReport run(Scenario scenario, Target target, RunDirectory directory)
      throws InterruptedException {
    Instant start = target.pace().instant();
    RunId runId = RunId.at(start);
    List<String> commandLine = spec.commandLine().getParseResult().originalArgs();
    directory.write(RunFile.RUN, RunRecord.of(runId, start, commandLine, scenario, target));
    int messages = scenario.messages().size();
    try (ProgressDisplay progress = output.progress(target.clockKind(), messages)) {
      return new Experiment(scenario, target, directory, runId, progress).run();
    }
  }

  private void show(RunReport report) {
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
