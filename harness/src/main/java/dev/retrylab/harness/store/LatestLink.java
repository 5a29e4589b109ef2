package dev.retrylab.harness.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The link {@code runs/latest} to the newest run, also while it runs. */
final class LatestLink {
  private static final Logger LOG = Logger.getLogger(LatestLink.class.getName());

  private LatestLink() {}

  /**
   * Points the link to a run in one step, so that two runs that start together leave a whole one.
   */
  static void point(Path runs, Path run) {
    Path fresh = runs.resolve(".latest-" + ProcessHandle.current().pid() + "-" + run.getFileName());
    try {
      Files.createSymbolicLink(fresh, runs.relativize(run));
      try {
        Files.move(fresh, runs.resolve("latest"), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // A convenience only: some file systems have no links.
      LOG.log(Level.WARNING, e, () -> "Could not point " + runs.resolve("latest") + " to the run");
    }
  }
}
