package dev.retrylab.harness.cli;

import dev.retrylab.harness.cli.exit.ExitCode;
import dev.retrylab.harness.cli.exit.UsageError;
import dev.retrylab.harness.sweep.Grid;
import dev.retrylab.harness.sweep.PointRun;
import dev.retrylab.harness.sweep.SweepCsv;
import dev.retrylab.harness.sweep.SweepJson;
import dev.retrylab.harness.sweep.SweepPage;
import dev.retrylab.harness.sweep.SweepTable;
import dev.retrylab.harness.sweep.SweptPoint;
import dev.retrylab.harness.sweep.SweptRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep}: predicts, and if asked runs, a scenario over a grid of settings. */
@Command(
    name = "sweep",
    description = {
      "Says what is expected of a scenario for every combination of some settings, in one table.",
      "For example: sweep article queue.maxReceiveCount=1..5 queue.visibilityTimeout=30s,120s"
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "[SCENARIO|FILE] KEY=VALUES",
      description = {
        "A scenario, article if there is none, and the grid: values are separated by commas, and"
            + " 1..5 stands for the whole numbers from 1 to 5."
      })
  private List<String> arguments = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting at every point of the grid. Repeatable.")
  private List<String> overrides = List.of();

  @Option(
      names = "--run",
      description =
          "Runs the scenario at every point too, and writes a page about the runs beside them.")
  private boolean run;

  @ArgGroup private Format format = new Format();

  @Option(
      names = "--run-option",
      paramLabel = "OPTION",
      description = "An option for each run, for example --run-option=--target=local. Repeatable.")
  private List<String> runOptions = List.of();

  /** How the table is written; without an option, for people. */
  static final class Format {
    @Option(names = "--csv", description = "Prints the table as CSV on standard output.")
    private boolean csv;

    @Option(names = "--json", description = "Prints one JSON document on standard output.")
    private boolean json;
  }

  @Override
  public Integer call() throws IOException {
    boolean named = !arguments.get(0).contains("=");
    String scenario = named ? arguments.get(0) : "article";
    List<String> axes = arguments.subList(named ? 1 : 0, arguments.size());
    if (axes.isEmpty()) {
      throw new UsageError(
          "The grid is missing; write for example sweep article queue.maxReceiveCount=1..5.");
    }
    Grid grid = Grid.parse(axes);
    List<SweptPoint> points = SweptPoint.predict(scenario, overrides, grid);
    if (run) {
      points = runAll(scenario, points);
    }
    print(scenario, grid, points);
    if (run) {
      page(points);
    }
    return exitCode(points);
  }

  private List<SweptPoint> runAll(String scenario, List<SweptPoint> points) {
    PrintWriter err = spec.commandLine().getErr();
    PointRunner runs = new PointRunner(scenario, runOptions, err);
    List<SweptPoint> ran = new ArrayList<>();
    for (SweptPoint point : points) {
      List<String> all = new ArrayList<>(overrides);
      all.addAll(point.point().overrides());
      PointRun seen = runs.run(all);
      ran.add(point.with(seen));
      err.printf(
          "%d of %d: %s: %s%n",
          ran.size(), points.size(), String.join(" ", point.point().overrides()), seen.verdict());
      err.flush();
    }
    return ran;
  }

  private void print(String scenario, Grid grid, List<SweptPoint> points) throws IOException {
    PrintWriter out = out();
    if (format.csv) {
      SweepCsv.write(points, line -> out.print(line + "\n"));
    } else if (format.json) {
      SweepJson.write(scenario, grid, points, out);
      out.println();
    } else {
      List<String> table = run ? SweptRuns.of(points).lines() : SweepTable.lines(points);
      table.forEach(out::println);
    }
    out.flush();
  }

  private void page(List<SweptPoint> points) throws IOException {
    Optional<Path> page = SweepPage.write(points);
    PrintWriter info = format.csv || format.json ? spec.commandLine().getErr() : out();
    page.ifPresent(file -> info.println("To see it in a browser, open " + file));
    info.flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** The worst of all runs: errors before a divergence, a divergence before missing evidence. */
  private static int exitCode(List<SweptPoint> points) {
    List<Integer> codes =
        points.stream().flatMap(point -> point.run().stream()).map(PointRun::exitCode).toList();
    return List.of(ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.DIVERGED, ExitCode.INCONCLUSIVE)
        .stream()
        .filter(codes::contains)
        .findFirst()
        .orElse(ExitCode.MATCH);
  }
}
