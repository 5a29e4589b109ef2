package dev.retrylab.harness.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commit of the working directory, for the record of a run. */
final class GitCommit {
  private static final int MOST_SECONDS = 2;

  private GitCommit() {}

  /** The commit, marked where the tree has other changes; empty outside a repository. */
  static Optional<String> describe() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = git.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
      return ended && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
