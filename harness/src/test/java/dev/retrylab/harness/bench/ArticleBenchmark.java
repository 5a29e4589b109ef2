package dev.retrylab.harness.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The article's experiment, from the start of the JVM to its end. */
final class ArticleBenchmark implements Benchmark {
  private static final int TIMES = 7;

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.create()) {
      // A cache of its own: so the first run is the first on this machine.
      Map<String, String> cache =
          Map.of("XDG_CACHE_HOME", folder.path().resolve("cache").toString());
      double first = run(folder, cache);
      double[] next = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        next[i] = run(folder, cache);
      }
      return List.of(
          Figure.note(
              "article run, the first on a machine (makes a class data archive)", first, "s"),
          Figure.atMost(
              "article run, median of " + TIMES + " after it", Numbers.median(next), 4, "s"),
          Figure.note("article run, slowest of these", Numbers.max(next), "s"));
    }
  }

  private static double run(Temporary folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    return HarnessJar.run(
            environment,
            "run",
            "article",
            "--target",
            "local",
            "--runs",
            folder.path().resolve("runs").toString())
        .checked()
        .seconds();
  }
}
