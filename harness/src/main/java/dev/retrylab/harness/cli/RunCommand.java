package dev.retrylab.harness.cli;

import dev.retrylab.harness.cost.Estimate;
import dev.retrylab.harness.expect.Hypotheses;
import dev.retrylab.harness.experiment.CallsFile;
import dev.retrylab.harness.experiment.Experiment;
import dev.retrylab.harness.experiment.RunRecord;
import dev.retrylab.harness.report.RunJson;
import dev.retrylab.harness.report.RunReport;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunFile;
import dev.retrylab.harness.target.Deployment;
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
    targetOptions.check();
    talk.println(targetOptions.reason());
    talk.flush();
    // The target first: where it is not ready there is no run.
    try (Target target = targetOptions.open(scenario)) {
      target.whereabouts().ifPresent(where -> announce(where, scenario, target, talk));
      talk.flush();
      RunDirectory directory = RunDirectory.create(runs, scenario.name(), Instant.now());
      try (HarnessLog log = HarnessLog.open(directory)) {
        return run(scenario, target, directory, talk);
      }
    }
  }

  /** Before anything is sent: where it goes, and what it costs. */
  private static void announce(String where, Scenario scenario, Target target, PrintWriter talk) {
    Deployment deployed = target.deployment();
    Scenario real = scenario.over(deployed.queue(), deployed.mapping(), deployed.function());
    talk.println(where);
    talk.println(Estimate.of(real, Hypotheses.predictAll(real)).sentence());
  }

  private int run(Scenario scenario, Target target, RunDirectory directory, PrintWriter talk)
      throws InterruptedException {
    try (Interruption interruption = Interruption.announce(directory, talk)) {
      interruption.closeFirst(target);
      RunReport report = run(scenario, target, directory);
      directory.write(RunFile.RESULTS, CallsFile.addTo(RunJson.of(report), directory));
      ReportOutput.show(report, directory, output, spec);
      return ExitCode.of(report.judgement().verdict());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "The run failed", e);
      throw e;
    }
  }

  private RunReport run(Scenario scenario, Target target, RunDirectory directory)
      throws InterruptedException {
    RunRecord record = RunRecord.begin(scenario, target, program());
    record.write(directory);
    int messages = scenario.messages().size();
    try (ProgressDisplay progress = output.progress(messages)) {
      return new Experiment(record, target, directory, progress).run();
    }
  }

  private RunRecord.Program program() {
    List<String> commandLine = spec.commandLine().getParseResult().originalArgs();
    return new RunRecord.Program(Version.text(), GitCommit.describe(), commandLine);
  }
}
