package dev.retrylab.harness.fidelity;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/**
 * What the docker command tells. Testcontainers itself looks for two minutes for an image that is
 * not to be had, and for another two for its own.
 */
final class Docker {
  private static final long LONGEST_PULL_MINUTES = 15;

  private Docker() {}

  /** Whether there is a Docker engine. */
  static boolean isThere() {
    return succeeds("docker", "info");
  }

  /** Whether the image is here, or can be pulled now. */
  static boolean has(String image) {
    return succeeds("docker", "image", "inspect", image)
        || succeeds("docker", "pull", "--quiet", image);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor(LONGEST_PULL_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
