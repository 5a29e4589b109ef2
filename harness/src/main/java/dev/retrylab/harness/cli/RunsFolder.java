package dev.retrylab.harness.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs are kept: the same for every command that makes or reads them. */
final class RunsFolder {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of all runs. Default: ${DEFAULT-VALUE}.")
  private Path path;

  Path path() {
    return path;
  }
}
