package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retrylab.harness.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program on a file system that gets full while it runs. Needs the right to mount one; {@code
 * -Dretrylab.disks=all} fills it at five other moments, too.
 */
@Timeout(120)
@DisplayName("A disk that gets full during a run")
class FullDiskIT {
  private static final Path JAR = Path.of("target/retry-lab.jar").toAbsolutePath();
  private static final boolean ALL = "all".equals(System.getProperty("retrylab.disks"));
  private static final int USUAL = 24;

  @TempDir private Path folder;
  private Path disk;

  private record Said(int exitCode, String out, String err) {}

  @BeforeEach
  void place() throws IOException {
    disk = Files.createDirectories(folder.resolve("disk"));
  }

  @AfterEach
  void unmount() throws Exception {
    execute("umount", disk.toString());
  }

  private Said execute(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private Said program(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("--runs", disk.toString()));
    return execute(command.toArray(String[]::new));
  }

  private boolean mounted(int kilobytes) throws IOException, InterruptedException {
    try {
      return execute("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "none", "" + disk)
              .exitCode()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @ParameterizedTest(name = "{0} kB")
  @ValueSource(ints = {4, 12, USUAL, 40, 64, 100})
  @DisplayName("The run says so in a sentence, and what it has kept can be judged")
  void full(int kilobytes) throws Exception {
    assumeTrue(ALL || kilobytes == USUAL, "-Dretrylab.disks=all tries this one, too.");
    boolean mounted = mounted(kilobytes);
    if (!mounted) {
      System.out.println("FullDiskIT is skipped: no file system can be mounted here.");
    }
    assumeTrue(mounted, "no file system can be mounted here");
    Said run = program("run", "--target=local", "--functions=simulated");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("Cannot write the run directory", "No space left on device")
        .doesNotContain("\tat ", "Exception");
    try (Stream<Path> files = Files.walk(disk)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
    assertThat(execute("mount", "-o", "remount,size=10m", disk.toString()).exitCode()).isZero();
    if (Files.exists(disk.resolve("latest/run.json"))) {
      assertCollects();
    }
  }

  /** All that was seen is a match; a part of it decides nothing. */
  private void assertCollects() throws IOException, InterruptedException {
    boolean whole = Files.exists(disk.resolve("latest/history.ndjson"));
    Said collect = program("collect", "latest");
    assertThat(collect.exitCode())
        .as(collect.err())
        .isEqualTo(whole ? ExitCode.MATCH : ExitCode.INCONCLUSIVE);
    assertThat(disk.resolve("latest/results.json")).isRegularFile();
    assertThat(disk.resolve("latest/report.html")).isRegularFile();
  }
}
