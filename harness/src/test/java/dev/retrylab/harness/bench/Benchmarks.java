package dev.retrylab.harness.bench;

import dev.retrylab.harness.local.runtime.FunctionBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class of {@code mvn -Pbench verify}: runs the benchmarks that {@code -Dbench=} names,
 * all of them without it, prints one table and keeps it in {@code target/benchmarks.md}. Exit code
 * 1 where a limit is missed.
 */
final class Benchmarks {
  private static final PrintStream OUT =
      new PrintStream(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8);

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Map<String, Benchmark> all = all();
    List<String> chosen = chosen(System.getProperty("bench", ""), all.keySet());
    List<Figure> figures = new ArrayList<>();
    OUT.println(Machine.describe());
    for (String name : chosen) {
      OUT.println("Benchmark " + name + " ...");
      List<Figure> some = figures(name, all.get(name));
      some.forEach(figure -> OUT.println("  " + Table.line(figure)));
      figures.addAll(some);
    }
    String table = Machine.describe() + "\n" + Table.of(figures);
    OUT.println();
    OUT.print(table);
    Files.writeString(Path.of("target", "benchmarks.md"), table);
    System.exit(figures.stream().anyMatch(one -> one.mark() == Figure.Mark.MISSED) ? 1 : 0);
  }

  /** One that cannot be measured has missed its limits, and does not take the others with it. */
  private static List<Figure> figures(String name, Benchmark benchmark)
      throws InterruptedException {
    try {
      return benchmark.run();
    } catch (IOException | RuntimeException e) {
      return List.of(new Figure(name, "failed: " + e, "a figure", Figure.Mark.MISSED));
    }
  }

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("article", new ArticleBenchmark());
    all.put("runs", new WholeRunsBenchmark());
    all.put("timeline", new TimelineBenchmark());
    all.put("function", new FunctionBenchmark());
    all.put("sqs", new SqsBenchmark());
    return all;
  }

  private static List<String> chosen(String names, Set<String> known) {
    if (names.isBlank()) {
      return List.copyOf(known);
    }
    List<String> chosen = List.of(names.split(",", -1));
    if (!known.containsAll(chosen)) {
      throw new IllegalArgumentException("-Dbench is " + names + ", but must be of " + known);
    }
    return chosen;
  }
}
