package dev.retrylab.harness.cli;

import dev.retrylab.harness.report.page.HtmlIndex;
import dev.retrylab.harness.store.RunDirectory;
import dev.retrylab.harness.store.RunsIndexFile;
import java.nio.file.Path;

/** Keeps the page over all runs up to date. */
final class RunsIndex {
  private RunsIndex() {}

  /** Writes the page of this folder anew. */
  static void renew(Path runs) {
    new RunsIndexFile(runs).write(all -> HtmlIndex.of(runs, all));
  }

  /** The same after a run has changed; of a run that lies elsewhere there is no page. */
  static void renew(Path runs, RunDirectory changed) {
    Path root = runs.toAbsolutePath().normalize();
    Path scenario = changed.path().toAbsolutePath().normalize().getParent();
    if (scenario != null && root.equals(scenario.getParent())) {
      renew(runs);
    }
  }
}
