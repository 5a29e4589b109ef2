package dev.retrylab.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whole runs in virtual time with the harness's heap at 512 MB, a tenth of the messages failing.
 */
final class WholeRunsBenchmark implements Benchmark {

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    try (Temporary folder = Temporary.create()) {
      double thousand = Numbers.median(many(folder.path(), 1000, 3));
      double tenThousand = seconds(folder.path(), 10_000);
      return List.of(
          Figure.note("whole run of 1,000 messages, median of 3", thousand, "s"),
          Figure.atMost("whole run of 10,000 messages", tenThousand, 60, "s"),
          Figure.atMost("10,000 messages cost against 1,000", tenThousand / thousand, 11, "times"));
    }
  }

  private static double[] many(Path folder, int messages, int times)
      throws IOException, InterruptedException {
    double[] seconds = new double[times];
    for (int i = 0; i < times; i++) {
      seconds[i] = seconds(folder, messages);
    }
    return seconds;
  }

  private static double seconds(Path folder, int messages)
      throws IOException, InterruptedException {
    Path scenario = folder.resolve("many.yaml");
    Files.writeString(
        scenario,
        """
        name: many
        title: Many messages, a tenth of them failing
        queue: { type: standard, visibilityTimeout: 30s, maxReceiveCount: 2 }
        mapping: { batchSize: 10, reportBatchItemFailures: true }
        function: { timeout: 5s }
        messages:
          - { key: ok, userId: "3", copies: %d }
          - { key: bad, userId: "2", copies: %d }
        """
            .formatted(messages - messages / 10, messages / 10));
    return HarnessJar.run(
            "run",
            scenario.toString(),
            "--target",
            "local",
            "--runs",
            folder.resolve("runs").toString())
        .checked()
        .seconds();
  }
}
