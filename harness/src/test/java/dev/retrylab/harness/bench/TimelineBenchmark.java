package dev.retrylab.harness.bench;

import dev.retrylab.harness.bench.HarnessJar.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code judge} of stored runs, the harness's heap at 512 MB (2 GB for the largest), beside jq on
 * the same file. jq is asked for less: only the receives and function errors of each message.
 */
final class TimelineBenchmark implements Benchmark {
  /** bash, since it can say that jq was not found. */
  private static final String COUNT =
      "set -o pipefail; jq -r -f \"$0\" \"$1\" | LC_ALL=C sort | uniq -c > \"$0.out\"";

  private static final int[] SIZES = {100_000, 1_000_000, 4_000_000};
  private static final int LIMITED = 1_000_000;
  private static final double LIMIT_SECONDS = 30;

  /** A larger file is left out once a smaller one has taken longer than this. */
  private static final double PATIENCE_SECONDS = 240;

  @Override
  public List<Figure> run() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    boolean going = true;
    for (int events : SIZES) {
      String what = String.format(Locale.ROOT, "judge of %,d log events", events);
      if (!going) {
        figures.add(Figure.unmeasured(what, "the smaller run took too long or failed"));
        continue;
      }
      try (Temporary folder = Temporary.create()) {
        Path run = LargeRun.ofEvents(events).write(folder.path());
        Timed judge =
            HarnessJar.run(
                events > LIMITED ? 2048 : 512,
                "judge",
                run.toString(),
                "--runs",
                folder.path().toString());
        Timed jq = jq(folder.path(), run.resolve("raw-logs.ndjson"));
        figures.addAll(compare(what, events == LIMITED, judge, jq));
        going = judge.exitCode() == 0 && judge.seconds() < PATIENCE_SECONDS;
      }
    }
    return figures;
  }

  private static List<Figure> compare(String what, boolean limited, Timed judge, Timed jq) {
    List<Figure> figures = new ArrayList<>();
    if (judge.exitCode() != 0) {
      figures.add(new Figure(what, failure(judge), "exit code 0", Figure.Mark.MISSED));
      return figures;
    }
    figures.add(
        limited
            ? Figure.atMost(what, judge.seconds(), LIMIT_SECONDS, "s")
            : Figure.note(what, judge.seconds(), "s"));
    if (jq.exitCode() != 0) {
      figures.add(Figure.unmeasured(what + ", jq", failure(jq) + " (Debian: apt install jq)"));
      return figures;
    }
    figures.add(Figure.note(what + ", jq's answer to a part of it", jq.seconds(), "s"));
    figures.add(Figure.note(what + ", against jq", judge.seconds() / jq.seconds(), "times"));
    return figures;
  }

  private static String failure(Timed timed) {
    String said =
        timed
            .output()
            .lines()
            .filter(line -> line.contains("Error") || line.contains("Exception"))
            .findFirst()
            .orElse(timed.output().strip());
    return "exit code %d after %.0f s: %s"
        .formatted(timed.exitCode(), timed.seconds(), said.strip());
  }

  private static Timed jq(Path folder, Path logs) throws IOException, InterruptedException {
    Path program = folder.resolve("receives.jq");
    try (InputStream in = TimelineBenchmark.class.getResourceAsStream("receives.jq")) {
      Files.copy(in, program);
    }
    return HarnessJar.time(List.of("bash", "-c", COUNT, program.toString(), logs.toString()));
  }
}
