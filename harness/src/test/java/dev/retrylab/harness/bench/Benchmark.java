package dev.retrylab.harness.bench;

import java.io.IOException;
import java.util.List;

/** One of the names that {@code -Dbench=} takes. */
@FunctionalInterface
public interface Benchmark {

  /**
   * Measures.
   *
   * @throws IOException where a process cannot be started or a file not be written
   */
  List<Figure> run() throws IOException, InterruptedException;
}
