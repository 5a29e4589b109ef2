package dev.retrylab.harness.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retrylab.harness.cost.Dollars;
import dev.retrylab.harness.report.page.HtmlSweep;
import dev.retrylab.harness.report.page.HtmlSweep.Bar;
import dev.retrylab.harness.report.page.HtmlSweep.Chart;
import dev.retrylab.harness.report.page.HtmlSweep.Part;
import dev.retrylab.harness.scenario.text.DurationText;
import dev.retrylab.harness.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The runs of a sweep as a page for a browser, beside the runs. */
public final class SweepPage {
  private static final double WHOLE = 100;

  /** What a message may have become, in the order in which a bar has it. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.of(Became.CONSUMED),
          Kind.of(Became.FORWARDED),
          new Kind(
              Became.DEAD_LETTERED.key(),
              outcome -> outcome.count(Became.DEAD_LETTERED) - outcome.unrun()),
          new Kind(
              new HtmlSweep.Key("bar-unprocessed", "dead-lettered without a run"),
              PointOutcome::unrun),
          Kind.of(Became.LOST),
          Kind.of(Became.OPEN));

  private final List<SweptPoint> points;

  private record Kind(HtmlSweep.Key key, ToLongFunction<PointOutcome> count) {
    static Kind of(Became what) {
      return new Kind(what.key(), outcome -> outcome.count(what));
    }
  }

  private SweepPage(List<SweptPoint> points) {
    this.points = points;
  }

  /**
   * Writes it into the folder of all runs.
   *
   * @param points that were run
   * @return the file; empty where no run came to an end
   */
  public static Optional<Path> write(List<SweptPoint> points) throws IOException {
    Optional<Path> first =
        points.stream()
            .flatMap(point -> point.outcome().stream())
            .map(outcome -> Path.of(outcome.runDirectory()))
            .findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Path run = first.get();
    Path root = run.resolve("../..").normalize();
    String scenario = points.get(0).scenario().name();
    Path file = root.resolve("sweep-%s-%s.html".formatted(scenario, run.getFileName()));
    Files.write(file, of(points, root).getBytes(UTF_8));
    return Optional.of(file);
  }

  /**
   * The page.
   *
   * @param root the folder in which it will be, of all runs
   */
  static String of(List<SweptPoint> points, Path root) {
    SweepPage page = new SweepPage(points);
    SweptRuns table = SweptRuns.of(points);
    SweptPoint first = points.get(0);
    return HtmlSweep.of(
        first.scenario().name(),
        first.scenario().title(),
        String.join(" and ", first.point().settings().keySet()),
        List.of(
            page.became(),
            page.ofRuns(
                "receives",
                "Receives",
                outcome -> (double) outcome.receives(),
                receives -> SweptRuns.number(Math.round(receives))),
            page.ofRuns("cost", "Cost on AWS", PointOutcome::dollars, Dollars::text),
            page.tried()),
        table.head(),
        points.stream().map(point -> row(point, table.cells(point), root)).toList());
  }

  private static HtmlSweep.Point row(SweptPoint point, List<String> cells, Path root) {
    return new HtmlSweep.Point(
        cells,
        point
            .outcome()
            .map(
                outcome ->
                    root.relativize(
                        Path.of(outcome.runDirectory()).resolve(RunFile.REPORT.fileName()))),
        point.outcome().map(PointOutcome::verdict));
  }

  private static String label(SweptPoint point) {
    return String.join(", ", point.point().settings().values());
  }

  private Chart became() {
    List<Bar> bars = new ArrayList<>();
    for (SweptPoint point : points) {
      bars.add(
          new Bar(
              label(point),
              point.outcome().map(SweepPage::parts).orElse(List.of()),
              point.outcome().map(SweepPage::counts).orElse("failed")));
    }
    List<HtmlSweep.Key> keys =
        KINDS.stream()
            .filter(
                kind ->
                    points.stream()
                        .flatMap(point -> point.outcome().stream())
                        .anyMatch(outcome -> kind.count().applyAsLong(outcome) > 0))
            .map(Kind::key)
            .toList();
    return new Chart("ends", "What became of the messages", bars, keys, /* wide= */ true);
  }

  private static String counts(PointOutcome outcome) {
    return KINDS.stream()
        .map(kind -> kind.count().applyAsLong(outcome))
        .filter(count -> count > 0)
        .map(SweptRuns::number)
        .collect(Collectors.joining(" + "));
  }

  private static List<Part> parts(PointOutcome outcome) {
    List<Part> parts = new ArrayList<>();
    double from = 0;
    for (Kind kind : KINDS) {
      double length = WHOLE * kind.count().applyAsLong(outcome) / outcome.messages().size();
      if (length > 0) {
        parts.add(new Part(kind.key().css(), from, length));
      }
      from += length;
    }
    return parts;
  }

  private Chart ofRuns(
      String id, String title, ToDoubleFunction<PointOutcome> value, DoubleFunction<String> text) {
    return chart(
        id,
        title,
        point -> point.outcome().stream().mapToDouble(value).sum(),
        point -> point.outcome().map(one -> text.apply(value.applyAsDouble(one))).orElse("-"));
  }

  private Chart tried() {
    return chart(
        "tried",
        "How long a failing message is tried",
        point -> point.triedFor().toMillis(),
        point -> DurationText.print(point.triedFor()));
  }

  private Chart chart(
      String id,
      String title,
      ToDoubleFunction<SweptPoint> value,
      Function<SweptPoint, String> text) {
    double most = points.stream().mapToDouble(value).max().orElse(0);
    List<Bar> bars =
        points.stream()
            .map(
                point -> {
                  double share = most > 0 ? value.applyAsDouble(point) / most : 0;
                  return new Bar(
                      label(point),
                      List.of(new Part("bar-looked", 0, WHOLE * share)),
                      text.apply(point));
                })
            .toList();
    return new Chart(id, title, bars, List.of(), /* wide= */ false);
  }
}
