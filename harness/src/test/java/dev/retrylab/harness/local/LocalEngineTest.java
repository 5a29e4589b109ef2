package dev.retrylab.harness.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrylab.harness.local.clock.Pace;
import dev.retrylab.harness.local.runtime.RuntimeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalEngineTest {
  private static final Path NO_JAR = Path.of("no-such-function.jar");

  @Test
  void a_busy_port_leaves_neither_thread_nor_folder_behind() throws Exception {
    Set<Thread> before = threads();
    Set<Path> foldersBefore = EngineFolders.ofThisProcess();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  LocalEngine.start(
                      Pace.VIRTUAL,
                      busy.getLocalPort(),
                      NO_JAR,
                      RuntimeKind.PROCESSES,
                      Duration.ZERO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("Cannot listen on 127.0.0.1:" + busy.getLocalPort());
    }
    assertNothingIsLeft(before, foldersBefore);
  }

  @Test
  void a_jar_that_is_not_there_leaves_neither_thread_nor_folder_behind() throws Exception {
    Set<Thread> before = threads();
    Set<Path> foldersBefore = EngineFolders.ofThisProcess();
    assertThatThrownBy(
            () -> LocalEngine.start(Pace.VIRTUAL, 0, NO_JAR, RuntimeKind.PROCESSES, Duration.ZERO))
        .isInstanceOf(UncheckedIOException.class);
    assertNothingIsLeft(before, foldersBefore);
  }

  private static void assertNothingIsLeft(Set<Thread> before, Set<Path> foldersBefore)
      throws InterruptedException, IOException {
    Set<Thread> begun = new HashSet<>(threads());
    begun.removeAll(before);
    for (Thread thread : begun) {
      thread.join(5_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
    assertThat(EngineFolders.ofThisProcess()).isEqualTo(foldersBefore);
  }

  /** Those of engines only: the JVM has others, which come and go. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("engine-clock|local-http.*"))
        .collect(Collectors.toSet());
  }
}
