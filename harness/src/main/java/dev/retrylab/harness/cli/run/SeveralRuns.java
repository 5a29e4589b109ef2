package dev.retrylab.harness.cli.run;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.cli.option.OutputOptions;
import dev.retrylab.harness.cli.option.ReportFiles;
import dev.retrylab.harness.cli.option.TargetOptions;
import dev.retrylab.harness.scenario.Scenario;
import dev.retrylab.harness.scenario.file.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** {@code run --all} and {@code run A B}: gets all targets ready, runs, and shows one table. */
public final class SeveralRuns {
  /**
   * On the local engine. With more, processes of functions may reach their timeout for want of a
   * processor: a virtual clock goes on at wall speed while they run.
   */
  private static final int LOCAL = Math.min(2, Runtime.getRuntime().availableProcessors());

  private static final int MOST = 50;

  private final TargetOptions targetOptions;
  private final Optional<Integer> parallel;
  private final RunExecutor executor;
  private final ReportFiles files;

  /**
   * @param parallel how many at a time, null for as many as the target takes well
   */
  public SeveralRuns(
      TargetOptions targetOptions, Integer parallel, RunExecutor executor, ReportFiles files) {
    if (parallel != null && (parallel < 1 || parallel > MOST)) {
      throw new UsageError("--parallel is %d, but must be 1 to %d.".formatted(parallel, MOST));
    }
    this.targetOptions = targetOptions;
    this.parallel = Optional.ofNullable(parallel);
    this.executor = executor;
    this.files = files;
  }

  /** Runs every bundled scenario, or those of them that are deployed. */
  public int runCatalogue() throws InterruptedException, IOException {
    List<String> bundled = Scenarios.names();
    List<String> there = targetOptions.deployed().orElse(bundled);
    List<String> unknown = there.stream().filter(name -> !bundled.contains(name)).toList();
    if (!unknown.isEmpty()) {
      executor
          .output()
          .info(
              "Deployed, and not in this program's catalogue: " + String.join(", ", unknown) + ".");
    }
    List<String> names = bundled.stream().filter(there::contains).toList();
    if (names.isEmpty()) {
      throw new UsageError("No scenario of the catalogue is deployed. List it: retry-lab list.");
    }
    return run(
        names.stream().map(Scenarios::load).toList(),
        bundled.stream().filter(name -> !there.contains(name)).toList());
  }

  /** Runs these; the exit code is that of the worst. */
  public int run(List<Scenario> scenarios, List<String> notDeployed)
      throws InterruptedException, IOException {
    RunsTable table = new RunsTable(outcomes(scenarios), notDeployed);
    if (InterruptHook.happens()) {
      return ExitCode.INCONCLUSIVE;
    }
    OutputOptions output = executor.output();
    PrintWriter info = output.info();
    info.println();
    table.lines().forEach(info::println);
    info.flush();
    files.write(table.reports(), table.failed());
    if (output.json()) {
      output.out().println(table.json().toPrettyString());
      output.out().flush();
    }
    return table.exitCode();
  }

  private List<RunResult> outcomes(List<Scenario> scenarios) throws InterruptedException {
    if (!targetOptions.onAws()) {
      return run(scenarios, targetOptions::open, parallel.orElse(LOCAL));
    }
    try (ReadyTargets targets = ReadyTargets.open(scenarios, targetOptions::open)) {
      Announcement.ofAll(scenarios, targets, targetOptions.purges(), executor.output().info());
      return run(scenarios, targets::of, parallel.orElse(scenarios.size()));
    }
  }

  private List<RunResult> run(List<Scenario> scenarios, ParallelRuns.Opening opening, int atATime)
      throws InterruptedException {
    try (RunProgress progress = new RunProgress(executor.output(), scenarios)) {
      return new ParallelRuns(executor, progress).run(scenarios, opening, atATime);
    }
  }
}
