package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program in a folder of its own, with an environment of the caller's and nothing else
 * but PATH.
 */
record Packaged(Path folder, Map<String, String> environment) {
  private static final Path JAR = Path.of("target/retry-lab.jar").toAbsolutePath();

  /**
   * A program that ends after seconds gains nothing from the second compiler, which takes a core.
   */
  private static final String QUICK_TO_START = "-XX:TieredStopAtLevel=1";

  /** Starts it; what it says goes to two files in the folder. */
  Process start(String name, String... arguments) throws IOException {
    assertThat(JAR)
        .as("The harness's jar is missing. Build it first: mvn -q -DskipTests package")
        .isRegularFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.addAll(List.of(QUICK_TO_START, "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs it to its end and gives its exit code. */
  int run(String name, String... arguments) throws IOException, InterruptedException {
    Process process = start(name, arguments);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(name + " ends").isTrue();
    return process.exitValue();
  }

  /** What it has said so far, on both channels. */
  String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"), UTF_8)
        + Files.readString(folder.resolve(name + ".err"), UTF_8);
  }
}
