package dev.retrylab.harness.local.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The temporary folders of engines. The name of each holds the id of its engine's process, so that
 * the next engine that starts can delete those whose process has been killed.
 */
final class TemporaryFolders {
  private static final Logger LOG = Logger.getLogger(TemporaryFolders.class.getName());
  private static final Pattern NAME = Pattern.compile("retry-lab-(\\d{1,18})-.*");

  private TemporaryFolders() {}

  /** Where the folders of all engines are. */
  static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  static Path create(Path parent) throws IOException {
    return Files.createTempDirectory(parent, "retry-lab-" + ProcessHandle.current().pid() + "-");
  }

  static void sweep(Path parent) throws IOException {
    try (Stream<Path> folders = Files.list(parent)) {
      folders.filter(TemporaryFolders::isStale).forEach(TemporaryFolders::delete);
    }
  }

  private static boolean isStale(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
        && Files.isWritable(folder);
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      LOG.log(Level.FINE, e, () -> "Could not delete the temporary folder " + folder);
    }
  }
}
