package dev.retrylab.harness.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every port that the program and its functions listen on, as the operating system knows them. */
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListeningIT {
  private static final String LISTENS = "0A";

  /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as the kernel writes them on a little-endian machine. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"serve --port=0", "run --target=local --real-time"})
  void is_on_the_loopback_interface(String command) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "ListeningIT needs Linux's /proc.");
    Packaged program = new Packaged(folder, Map.of("HOME", folder.toString()));
    Process process = program.start("program", command.split(" ", -1));
    try {
      List<String> listening = List.of();
      // The endpoint, and one Runtime API for each of two functions.
      for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
          listening.size() < 3 && System.nanoTime() < end; ) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        listening = listening(process);
      }
      assertThat(listening).as(program.said("program")).hasSizeGreaterThanOrEqualTo(3);
      assertThat(listening)
          .allMatch(socket -> LOOPBACK.contains(socket.substring(0, socket.indexOf(':'))));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static List<String> listening(Process process) throws IOException {
    Set<String> inodes = new TreeSet<>();
    inodes.addAll(sockets(process.pid()));
    process.descendants().forEach(child -> inodes.addAll(sockets(child.pid())));
    List<String> listening = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table), ISO_8859_1)) {
        String[] fields = line.strip().split("\\s+", -1);
        boolean open = table.startsWith("udp") || fields[3].equals(LISTENS);
        if (fields.length > 9 && open && inodes.contains(fields[9])) {
          listening.add(fields[1]);
        }
      }
    }
    return listening;
  }

  /** The inodes of a process's sockets. */
  private static Set<String> sockets(long pid) {
    Set<String> inodes = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        String target = link(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    } catch (IOException ended) {
      return Set.of();
    }
    return inodes;
  }

  private static String link(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
