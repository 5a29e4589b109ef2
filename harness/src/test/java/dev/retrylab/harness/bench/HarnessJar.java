package dev.retrylab.harness.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as users start it: {@code java -jar target/retry-lab.jar ...}. */
final class HarnessJar {
  private static final Path JAR = Path.of("target", "retry-lab.jar").toAbsolutePath();

  /** What takes longer is ended. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private HarnessJar() {}

  /**
   * What one run of it took.
   *
   * @param output the end of what it wrote, and its exit code, -1 where it was ended
   */
  record Timed(Duration wall, int exitCode, String output) {
    double seconds() {
      return wall.toMillis() / 1000.0;
    }

    /**
     * A measurement of something that went wrong is none.
     *
     * @throws IllegalStateException with the end of its output, where it did
     */
    Timed checked() {
      if (exitCode != 0) {
        throw new IllegalStateException(
            "exit code %d after %.1f s: %s".formatted(exitCode, seconds(), output));
      }
      return this;
    }
  }

  /** Runs it from the start of its JVM to its end, with a heap of 512 MB. */
  static Timed run(String... arguments) throws IOException, InterruptedException {
    return run(512, arguments);
  }

  /** The same with a heap of so many megabytes. */
  static Timed run(int megabytes, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(java(), "-Xmx" + megabytes + "m", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return time(command);
  }

  /** Runs any command. */
  static Timed time(List<String> command) throws IOException, InterruptedException {
    File output = File.createTempFile("retry-lab-bench", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    // From the root of the checkout, where the jar of the functions is found.
    builder.directory(JAR.getParent().getParent().getParent().toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    int exitCode = ended ? process.exitValue() : -1;
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    String text = Files.readString(output.toPath());
    Files.delete(output.toPath());
    return new Timed(wall, exitCode, text.substring(Math.max(0, text.length() - 6000)));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
