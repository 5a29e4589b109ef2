package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.option.RunsFolder;
import dev.retrylab.harness.scenario.file.Scenarios;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunSummary;
import dev.retrylab.harness.store.StoredRuns;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}: the scenarios or the runs that there are. */
@Command(
    name = "list",
    description = "Lists the bundled scenarios, or the stored runs.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  enum What {
    SCENARIOS,
    RUNS
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "scenarios|runs",
      defaultValue = "scenarios",
      description = "What to list. Default: ${DEFAULT-VALUE}.")
  private What what;

  @Mixin private RunsFolder runs;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (what == What.RUNS) {
      runs(out);
    } else {
      Scenarios.names()
          .forEach(name -> out.printf("%-20s %s%n", name, Scenarios.load(name).title()));
    }
    out.flush();
    return ExitCode.MATCH;
  }

  private void runs(PrintWriter out) {
    List<RunDirectory> stored = new StoredRuns(runs.path()).newestFirst();
    for (int i = 0; i < stored.size(); i++) {
      RunSummary run = RunSummary.of(stored.get(i));
      out.printf("-%-3d %-12s %-8s %s%n", i + 1, verdict(run), run.target(), run.folder());
      run.problem().ifPresent(problem -> out.printf("     %s%n", problem));
    }
    if (stored.isEmpty()) {
      out.printf("There is no run in the folder %s.%n", runs.path());
    }
  }

  private static String verdict(RunSummary run) {
    return run.verdict().orElse(run.problem().isPresent() ? "unreadable" : "unfinished");
  }
}
