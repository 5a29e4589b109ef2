package dev.retrylab.harness.export;

import dev.retrylab.harness.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A run directory among the temporary files, for its owner only; it goes when it is closed. */
record TemporaryRun(Path root, RunDirectory directory) implements AutoCloseable {

  static TemporaryRun create(String scenario) throws IOException {
    Path root = Files.createTempDirectory("retry-lab-export");
    return new TemporaryRun(root, RunDirectory.create(root, scenario, Instant.EPOCH));
  }

  @Override
  public void close() throws IOException {
    for (Path file : deepestFirst()) {
      Files.delete(file);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
