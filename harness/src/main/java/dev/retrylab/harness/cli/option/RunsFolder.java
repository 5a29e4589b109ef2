package dev.retrylab.harness.cli.option;

import dev.retrylab.harness.report.page.HtmlIndex;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunsIndexFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are kept: the same for every command that makes or reads them. */
public final class RunsFolder {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of all runs. Default: ${DEFAULT-VALUE}.")
  private Path path;

  public Path path() {
    return path;
  }

  /** Writes the page over all runs anew. */
  public void renewIndex() {
    renewIndex(path);
  }

  /** The same for a folder of runs. */
  public static void renewIndex(Path runs) {
    new RunsIndexFile(runs).write(all -> HtmlIndex.of(runs, all));
  }

  /** The same after a run has changed; of a run that lies elsewhere there is no page. */
  public void renewIndex(RunDirectory changed) {
    Path scenario = changed.path().toAbsolutePath().normalize().getParent();
    if (scenario != null && path.toAbsolutePath().normalize().equals(scenario.getParent())) {
      renewIndex();
    }
  }
}
