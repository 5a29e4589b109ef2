package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrylab.harness.cli.exit.ExitCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("serve at a port that somebody else has")
class PortTakenIT {
  @TempDir private Path folder;

  @Test
  @DisplayName("It says so in a sentence, with what to do, and exits with 64")
  void taken() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
      Path err = folder.resolve("err.txt");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  Path.of("target/retry-lab.jar").toAbsolutePath().toString(),
                  "serve",
                  "--port",
                  Integer.toString(other.getLocalPort()))
              .directory(Path.of("..").toFile())
              .redirectOutput(folder.resolve("out.txt").toFile())
              .redirectError(err.toFile())
              .start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
      assertThat(Files.readString(err, UTF_8))
          .isEqualTo(
              "Port %d cannot be used: Address already in use. Give another with --port.%n"
                  .formatted(other.getLocalPort()));
      assertThat(folder.resolve("out.txt")).isEmptyFile();
    }
  }
}
