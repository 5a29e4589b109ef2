package dev.retrylab.harness.bench;

import java.io.IOException;
import java.util.List;

/** The article's experiment, from the start of the JVM to its end. */
final class ArticleBenchmark implements Benchmark {
  private static final int TIMES = 7;

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.create()) {
      double[] times = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        times[i] = run(folder);
      }
      return List.of(
          Figure.atMost("article run, median of " + TIMES, Numbers.median(times), 5, "s"),
          Figure.note("article run, slowest of these", Numbers.max(times), "s"));
    }
  }

  private static double run(Temporary folder) throws IOException, InterruptedException {
    return HarnessJar.run(
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
