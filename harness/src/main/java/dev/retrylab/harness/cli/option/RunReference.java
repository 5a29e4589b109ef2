package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.StoredRuns;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which stored run: the same for every command that takes one. */
public final class RunReference {
  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description =
          "The folder of a run, latest, or -1 for the newest run, -2 for the one before it, and so"
              + " on. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Mixin private RunsFolder runs;

  /** Finds it. */
  public RunDirectory find() {
    if (run.startsWith("-") && !run.matches("-[0-9]+")) {
      throw new UsageError("Unknown option: '%s'. Try --help.".formatted(run));
    }
    return new StoredRuns(runs.path()).find(run);
  }

  /** Writes the page over all runs anew, where this one is among them. */
  public void renewIndex(RunDirectory changed) {
    runs.renewIndex(changed);
  }
}
